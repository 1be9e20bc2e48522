import { Temporal } from 'temporal-polyfill'

/** The week that is told on a Monday, and the Monday. */
export interface ToldWeek {
  /** `YYYY-MM-DD`. */
  readonly monday: string
  readonly from: string
  readonly to: string
  /** Whether it is time to tell it: seven o'clock of that Monday is over. */
  readonly isDue: boolean
}
const hour = 7

/** The week before the present one, by the clock of a time zone. It is told on Monday at seven, or as soon as possible afterwards. */
export function toldWeek(now: Date, timeZone: string): ToldWeek {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const monday = here.toPlainDate().subtract({ days: here.dayOfWeek - 1 })
  return {
    monday: monday.toString(),
    from: monday.subtract({ days: 7 }).toString(),
    to: monday.subtract({ days: 1 }).toString(),
    isDue: here.dayOfWeek > 1 || here.hour >= hour,
  }
}
