import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** What counts with days that are written down already, in which no clock and no place has a part; or writes a format that says UTC. */
const allowed: Readonly<Record<string, string>> = {
  'src/kernel/record/relative-day.ts': 'moves a day by a span',
  'src/kernel/record/text-date.ts': 'days of spreadsheets are serial numbers',
  'src/kernel/calendar/calendar.ts': 'moves a day by some days',
  'src/kernel/calendar/opening-year.ts': 'goes through the days of a year',
  'src/kernel/web/calendar/month.ts': 'draws the days of a month',
  'src/foundation/calendars/business-calendar.ts': 'repeats a day each year',
  'src/internal/support/figures/presets.ts': 'works out periods around a day',
  'src/internal/support/service-levels/what-if-words.ts': 'lists the months before a day',
  'src/internal/support/desk/keep-macros.server.ts': 'a part of the demo company',
  'src/kernel/identity/provider.actions.server.ts': 'certificates end at a moment that they say in UTC',
  'src/internal/support/log-import/import-log.server.ts': 'a log is compared in UTC',
  'src/links/measure-promise.server.ts': 'only how far back it reads, in days',
}
const root = join(import.meta.dirname, '../..')
const cut = /toISOString\(\)\s*\.\s*slice\(0, (7|10)\)/

it('nothing takes the day of universal time for the organisation’s: what decides asks `today(clock)`', () => {
  const found = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.ts$|\.demo\.|\/demo\//.test(path))
    .filter((path) => cut.test(readFileSync(join(root, path), 'utf8')))
  expect(found.filter((path) => !(path in allowed))).toEqual([])
  expect(Object.keys(allowed).filter((path) => !found.includes(path))).toEqual([])
})
