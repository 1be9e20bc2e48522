import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { type Shift, shiftDay } from '../calendar/business-day.ts'
import { isOpen } from '../calendar/business-time.ts'
import type { Calendar } from '../calendar/calendar.ts'

/** When something recurs. */
export interface Schedule {
  /** RFC 5545, 3.3.10. */
  readonly recurrence: string
  readonly startsAt: string
  readonly timeZone: string
  readonly shift: Shift
  /** Whose closed days are avoided; null to avoid none. */
  readonly calendar: Calendar | null
}

/** A shifted day is at most so far from where it was. */
const reachMs = 370 * 86_400_000
const most = 10_000

/**
 * The moments at which it recurs, after `from` and until `until`, in order, each once: closed days of the calendar are avoided as `shift` says.
 * What recurs by the hour or minute looks at open hours, and is left out when it is closed. Throws when the recurrence can't be read.
 */
export function occurrencesOf(schedule: Schedule, from: Date, until: Date): readonly Date[] {
  const { recurrence, startsAt, timeZone, calendar, shift } = schedule
  const start = Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone)
  const rule = new RRuleTemporal({ rruleString: `RRULE:${recurrence}`, dtstart: start, tzid: timeZone })
  const isShifted = calendar !== null && shift !== 'keep'
  const isFine = /FREQ=(HOURLY|MINUTELY)/.test(recurrence)
  const reach = isShifted && !isFine ? reachMs : 0
  const found = new Set<number>()
  const raw = rule.between(new Date(from.getTime() - reach), new Date(until.getTime() + reach), true)
  for (const occurrence of raw.slice(-most)) {
    const moment = Number(occurrence.epochMilliseconds)
    if (!isShifted) found.add(moment)
    else if (isFine) {
      if (isOpen(calendar, new Date(moment))) found.add(moment)
    } else {
      const moved = shifted(schedule, calendar, moment)
      if (moved !== null) found.add(moved)
    }
  }
  return [...found]
    .filter((moment) => moment > from.getTime() && moment <= until.getTime())
    .toSorted((a, b) => a - b)
    .map((moment) => new Date(moment))
}

/** The same time of day on the day that it moves to, as its time zone counts days. */
function shifted({ timeZone, shift }: Schedule, calendar: Calendar, moment: number): number | null {
  const at = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone)
  const day = at.toPlainDate().toString()
  const moved = shiftDay(calendar, day, shift)
  if (moved === null) return null
  return at.withPlainTime(at.toPlainTime()).with(dateOf(moved)).epochMilliseconds
}

function dateOf(day: string): { year: number; month: number; day: number } {
  const { year, month, day: date } = Temporal.PlainDate.from(day)
  return { year, month, day: date }
}
