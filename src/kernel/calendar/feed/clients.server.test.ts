import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'

const run = promisify(execFile)
const has = (program: string): Promise<boolean> =>
  run(program, ['--version']).then(
    () => true,
    () => false,
  )
const isHere = (await has('vdirsyncer')) && (await has('khal'))
if (!isHere) console.log('Skipped: no calendar programs here (apt-get install vdirsyncer khal).')

// In CI the programs are there, or this fails.
describe.skipIf(!isHere && !process.env['CI'])('calendar programs of the distribution', async () => {
  const { app, kernel } = await testApplication()
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-calendar-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const env = { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  const records = kernel.store.asSystem('test')

  it('follow a feed: vdirsyncer fetches it, khal shows it, and what changes changes there', async () => {
    const row = await records.create('person', { name: 'Zoë Ångström, retiring; at last', startsOn: '2026-03-09' })
    const who = await createCaller(kernel, { permissions: ['person.read'] })
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/calendar-feeds',
      headers: { authorization: `Bearer ${who.token}` },
      payload: { name: 'Beginners', type: 'person', filter: {}, dateField: 'startsOn' },
    })
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    configure(folder, `http://127.0.0.1:${port}${new URL(answer.json().url).pathname}`)

    await sync()
    expect(await shown()).toBe('2026-03-09 Zoë Ångström, retiring; at last')
    await records.update('person', row.id, { startsOn: '2026-03-16' })
    await sync()
    expect(await shown()).toBe('2026-03-16 Zoë Ångström, retiring; at last')
    expect(readdirSync(join(folder, 'events'))).toHaveLength(1)
  }, 60_000)

  const sync = async (): Promise<void> => {
    const config = ['-c', join(folder, 'vdirsyncer')]
    await run('vdirsyncer', [...config, 'discover'], { env })
    await run('vdirsyncer', [...config, 'sync'], { env })
  }
  const shown = async (): Promise<string> => {
    const format = ['--day-format', '', '--format', '{start-date} {title}']
    const { stdout } = await run('khal', ['-c', join(folder, 'khal'), 'list', ...format, '2026-03-01', '60d'], { env })
    return stdout.trim()
  }
})

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
