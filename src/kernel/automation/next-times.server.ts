import { z } from 'zod'
import type { Calendar } from '../calendar/calendar.ts'
import { isTimeZone } from '../calendar/time-zone.ts'
import { invalid } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseQuery } from '../http/input.server.ts'
import type { Kernel, Routes } from '../kernel.server.ts'
import { occurrencesOf, type Schedule } from './occurrences.ts'
import { problemOfRecurrence } from './recurrence.ts'

const count = 5
const dayMs = 86_400_000

/** The next five moments of a schedule after now, or as many as are near. Throws Invalid where it can't be read. */
export function nextTimes(schedule: Schedule, now: Date): readonly Date[] {
  // What begins later is looked at from its beginning, which itself counts.
  const from = new Date(Math.max(now.getTime(), Date.parse(schedule.startsAt) - 1))
  let found: readonly Date[] = []
  try {
    for (const days of reachesOf(schedule.recurrence)) {
      found = occurrencesOf(schedule, from, new Date(from.getTime() + days * dayMs))
      if (found.length >= count) break
    }
  } catch (error) {
    throw invalid([{ field: 'recurrence', says: `This recurrence can't be read: ${String(error)}` }])
  }
  return found.slice(0, count)
}

/** How many days are looked at: ever more until enough is found, and never so many that it takes long. */
function reachesOf(recurrence: string): readonly number[] {
  if (recurrence.includes('MINUTELY')) return [1, 6]
  return recurrence.includes('HOURLY') ? [1, 60] : [31, 366, 12 * 366]
}

const query = z.object({
  recurrence: z.string().max(300),
  startsAt: z.iso.datetime(),
  timeZone: z.string().max(60),
  shift: z.enum(['keep', 'next', 'previous', 'skip']).default('keep'),
  calendar: z.uuid().optional().describe('Whose closed days are avoided; without it those of the default calendar.'),
})
const answer = z.object({ times: z.array(z.iso.datetime()).describe('At most five, the earliest first.') })

/** `GET /automation-rules/next-times`: when a schedule that nobody has saved would be due. */
export const nextTimesRoutes =
  (openCalendars: (store: Kernel['store']) => (id: string | null) => Promise<Calendar>): Routes =>
  (app, { store, clock }) => {
    const calendarOf = openCalendars(store)
    const config = {
      permission: 'automation_rule.read' as const,
      ...describe({ tag: 'Automation', summary: 'When a schedule is next due', query, response: answer }),
    }
    app.get('/api/v1/automation-rules/next-times', { config }, async ({ who, query: given }) => {
      const { calendar: id = null, shift, ...asked } = parseQuery(query, given)
      const says = problemOfRecurrence(asked.recurrence)
      if (says !== null) throw invalid([{ field: 'recurrence', says }])
      if (!isTimeZone(asked.timeZone))
        throw invalid([{ field: 'timeZone', says: `There is no time zone '${asked.timeZone}'. Try Europe/Berlin.` }])
      if (id !== null) await store.as(who).get('calendar', id)
      const calendar = shift === 'keep' ? null : await calendarOf(id)
      return { times: nextTimes({ ...asked, shift, calendar }, clock.now()).map((time) => time.toISOString()) }
    })
  }
