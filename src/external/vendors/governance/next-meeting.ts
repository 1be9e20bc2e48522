import { Temporal } from 'temporal-polyfill'

/** How often a meeting comes again. */
export type MeetingCadence = 'once' | 'weekly' | 'fortnightly' | 'monthly' | 'quarterly' | 'half_yearly' | 'yearly'

const steps: Readonly<Record<MeetingCadence, { readonly weeks?: number; readonly months?: number } | null>> = {
  once: null,
  weekly: { weeks: 1 },
  fortnightly: { weeks: 2 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  half_yearly: { months: 6 },
  yearly: { months: 12 },
}

/** A meeting of a series. */
export interface OfSeries {
  readonly cadence: MeetingCadence
  /** An instant. */
  readonly startsAt: string
  /** The first day of the series, `YYYY-MM-DD`; the meeting's own where nobody said. */
  readonly seriesFrom: string | null
  readonly timeZone: string
}

/**
 * When the meeting after this one begins, as an instant; null when there is none. The hour stays the same on the clocks
 * of the zone. Weeks keep the day of the week, months which of its weekdays it is ('the second Tuesday', 'the last
 * Friday'), as the first of the series has it, so that one meeting that was moved doesn't move those after it.
 */
export function nextMeeting({ cadence, startsAt, seriesFrom, timeZone }: OfSeries): string | null {
  const step = steps[cadence]
  if (step === null) return null
  const here = Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone)
  const first = Temporal.PlainDate.from(seriesStart({ startsAt, seriesFrom, timeZone }))
  const day =
    step.weeks === undefined
      ? monthsOn(first, here.toPlainDate(), step.months ?? 1)
      : weeksOn(first, here.toPlainDate(), step.weeks)
  const next = day.toZonedDateTime({ timeZone, plainTime: here.toPlainTime() })
  return next.toInstant().toString({ fractionalSecondDigits: 3 })
}

/** The first day of the series of a meeting: as it says, or its own on the clocks of the zone. */
export const seriesStart = ({ startsAt, seriesFrom, timeZone }: Omit<OfSeries, 'cadence'>): string =>
  seriesFrom ?? Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** The first day of the series that is more than half a step after this one. */
function weeksOn(first: Temporal.PlainDate, here: Temporal.PlainDate, weeks: number): Temporal.PlainDate {
  const days = weeks * 7
  const passed = first.until(here).days
  return first.add({ days: (Math.floor((passed + days / 2) / days) + 1) * days })
}

function monthsOn(first: Temporal.PlainDate, here: Temporal.PlainDate, months: number): Temporal.PlainDate {
  const passed = (here.year - first.year) * 12 + here.month - first.month
  const count = Math.floor((passed + months / 2) / months) + 1
  const month = first.toPlainYearMonth().add({ months: count * months })
  return weekdayIn(month, first)
}

/** The weekday of a month that the first day of the series is of its own: the last one where it was among the last seven days. */
function weekdayIn(month: Temporal.PlainYearMonth, first: Temporal.PlainDate): Temporal.PlainDate {
  const isLast = first.day > first.daysInMonth - 7
  const start = month.toPlainDate({ day: 1 })
  const offset = (first.dayOfWeek - start.dayOfWeek + 7) % 7
  const place = isLast ? Math.floor((month.daysInMonth - 1 - offset) / 7) : Math.floor((first.day - 1) / 7)
  return start.add({ days: offset + place * 7 })
}
