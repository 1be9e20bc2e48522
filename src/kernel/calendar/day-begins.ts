import { Temporal } from 'temporal-polyfill'

/** The first moment of a day where a time zone's clocks are: midnight, or when they were put forward over it. */
export const dayBegins = (timeZone: string, day: string): Date =>
  new Date(
    timeZone === 'UTC' ? `${day}T00:00:00Z` : Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds,
  )
