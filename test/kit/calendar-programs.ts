import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll } from 'vitest'

const run = promisify(execFile)
const has = (program: string): Promise<boolean> =>
  run(program, ['--version']).then(
    () => true,
    () => false,
  )
const isHere = (await has('vdirsyncer')) && (await has('khal'))
if (!isHere) console.log('Skipped: no calendar programs here (apt-get install vdirsyncer khal).')

/** Whether tests with calendar programs are left out: in CI the programs are there, or they fail. */
export const lacksCalendarPrograms = !isHere && !process.env['CI']

/** A calendar as somebody keeps it on their machine. */
export interface CalendarPrograms {
  /** Follows the feed at an address from now on. */
  readonly follow: (url: string) => void
  /** Fetches it: vdirsyncer. */
  readonly sync: () => Promise<void>
  /** What there is in so many days from a day, a line each, with its day: khal. */
  readonly shown: (from: string, days: number) => Promise<string>
  /** How many events are kept. */
  readonly count: () => number
}

/** Call it within a `describe`; what it keeps is gone after. */
export function calendarPrograms(): CalendarPrograms {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-calendar-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const env = { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  return {
    follow: (url) => configure(folder, url),
    sync: async () => {
      const config = ['-c', join(folder, 'vdirsyncer')]
      await run('vdirsyncer', [...config, 'discover'], { env })
      await run('vdirsyncer', [...config, 'sync'], { env })
    },
    shown: async (from, days) => {
      const format = ['--day-format', '', '--format', '{start-date} {title}']
      const { stdout } = await run('khal', ['-c', join(folder, 'khal'), 'list', ...format, from, `${days}d`], { env })
      return stdout.trim()
    },
    count: () => readdirSync(join(folder, 'events')).length,
  }
}

function configure(folder: string, url: string): void {
  const events = join(folder, 'events')
  mkdirSync(events)
  writeFileSync(
    join(folder, 'vdirsyncer'),
    `[general]
status_path = "${join(folder, 'status')}"
[pair feed]
a = "there"
b = "here"
collections = null
conflict_resolution = "a wins"
[storage there]
type = "http"
url = "${url}"
[storage here]
type = "filesystem"
path = "${events}"
fileext = ".ics"
`,
  )
  writeFileSync(
    join(folder, 'khal'),
    `[calendars]
[[feed]]
path = ${events}
readonly = True
[sqlite]
path = ${join(folder, 'khal.db')}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
`,
  )
}
