import { Temporal } from 'temporal-polyfill'

/** Somebody's day, in minutes since midnight where they are. */
export interface Day {
  /** An IANA name. */
  readonly timeZone: string
  /** When no mail is to come, over midnight where it ends before it begins; null: at any time. */
  readonly quiet: { readonly from: number; readonly to: number } | null
  /** When the daily digest comes. */
  readonly digestAt: number
}
/** Mails at any time, a digest at eight in the morning. */
export const usualDay = { quiet: null, digestAt: 480 } as const

/** When a mail may come that should come now: now, or when the quiet hours end. */
export function mailTime(now: Date, { timeZone, quiet }: Day): Date {
  if (!quiet || quiet.from === quiet.to) return now
  const here = localTime(now, timeZone)
  const minute = here.hour * 60 + here.minute
  const { from, to } = quiet
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to
  if (!isQuiet) return now
  return atMinute(here.toPlainDate().add({ days: minute >= to ? 1 : 0 }), { minute: to, timeZone })
}

/** When the next digest comes. */
export function digestTime(now: Date, { timeZone, digestAt }: Day): Date {
  const today = localTime(now, timeZone).toPlainDate()
  const time = atMinute(today, { minute: digestAt, timeZone })
  return time > now ? time : atMinute(today.add({ days: 1 }), { minute: digestAt, timeZone })
}

const localTime = (now: Date, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)

// A time that clocks skip is taken as much later as they were put forward.
function atMinute(day: Temporal.PlainDate, { minute, timeZone }: { minute: number; timeZone: string }): Date {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
  return new Date(day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds)
}
