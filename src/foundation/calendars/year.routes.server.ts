import { z } from 'zod'
import { addDays, spansOf } from '../../kernel/calendar/calendar.ts'
import { describe } from '../../kernel/http/describe.server.ts'
import { parseQuery } from '../../kernel/http/input.server.ts'
import type { Routes } from '../../kernel/kernel.server.ts'
import { daysOf, type Hours, type Special, years } from './business-calendar.ts'
import { calendarOf, specialsOf } from './calendars.server.ts'
import { holidaysOf } from './holidays.server.ts'
import { sayHours } from './hours.ts'
import type { NamedDay, YearDay } from './year.ts'

const query = z.object({ year: z.coerce.number().int().min(years.first).max(years.last) })
const answer = z.object({
  year: z.int(),
  days: z.array(
    z.object({ day: z.iso.date(), kind: z.enum(['open', 'closed', 'holiday', 'special']), minutes: z.int() }),
  ),
  named: z.array(
    z.object({ day: z.iso.date(), kind: z.enum(['holiday', 'special']), name: z.string(), hours: z.string() }),
  ),
})

/** `GET /calendars/:id/year`: each day of a year, open or closed and why. */
export const yearRoutes: Routes = (app, { store }) => {
  const config = {
    permission: 'signed-in' as const,
    ...describe({ tag: 'Calendars', summary: 'The days of a calendar’s year', query, response: answer }),
  }
  app.get<{ Params: { id: string } }>(
    '/api/v1/calendars/:id/year',
    { config },
    async ({ who, params, query: given }) => {
      const { year } = parseQuery(query, given)
      const records = store.as(who)
      const row = await records.get('calendar', params.id)
      const specials = await specialsOf(records, row.id)
      const calendar = await calendarOf(row, specials)
      const { country, region } = row as unknown as Hours
      const holidayName = await holidaysOf(country, region)
      const special = new Map(daysOf(specials as unknown as readonly Special[]).map((one) => [one.day, one.name]))
      const days: YearDay[] = []
      const named: NamedDay[] = []
      for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
        const spans = spansOf(calendar, day)
        const minutes = spans.reduce((sum, [from, to]) => sum + (to > from ? to : to + 1440) - from, 0)
        const kind = special.has(day) ? 'special' : holidayName(day) ? 'holiday' : minutes > 0 ? 'open' : 'closed'
        days.push({ day, kind, minutes })
        const name = special.get(day) ?? holidayName(day)
        if (name && (kind === 'special' || kind === 'holiday')) named.push({ day, kind, name, hours: sayHours(spans) })
      }
      return { year, days, named }
    },
  )
}
