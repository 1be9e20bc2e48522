import { dayIn } from '../../kernel/calendar/day-in.ts'
import type { WireClock } from '../../internal/support/index.ts'
import { sayDay } from '../../kernel/calendar/say-day.ts'

/** How the clock of a vendor stands on a ticket that they have. */
export interface TheirClock {
  readonly now: 'running' | 'paused' | 'stopped'
  /** Null while it doesn't run. */
  readonly due: string | null
  /** Open time that is left, in seconds; below zero once it is over. */
  readonly remaining: number
  readonly isBreached: boolean
  readonly promised: string
  /** While their hours are closed: when they begin again (ISO 8601), and in which time zone theirs are. */
  readonly closed: WireClock['closed']
}

/** The clock that matters of those that run under an agreement: the one that is due first, of those that stand still the last one. */
export function theirClock(clocks: readonly WireClock[], agreements: readonly (string | null)[]): TheirClock | null {
  const own = clocks.filter(({ agreement }) => agreement !== null && agreements.includes(agreement.id))
  const running = own
    .filter(({ now, due }) => now === 'running' && due !== null)
    .toSorted((a, b) => String(a.due).localeCompare(String(b.due)))
  const found = running[0] ?? own.findLast(({ now }) => now === 'paused') ?? own.at(-1)
  if (!found) return null
  const { now, due, isBreached, breachedBy, remaining, time, closed } = found
  return { now, due, isBreached, remaining: isBreached ? -breachedBy : remaining, promised: time, closed }
}

/** Who reads: whose clock it is to them, and by which clocks their own day goes. */
export interface Reader {
  readonly whose: 'their' | 'your'
  readonly now: Date
  /** Null where hours are said by the supplier's clocks alone. */
  readonly timeZone: string | null
}

/** The same in a few words, to us or to them. */
export function clockWords(clock: TheirClock | null, reader: Reader): string {
  if (clock === null) return 'nothing is promised'
  const { now, isBreached, remaining, closed } = clock
  const { whose } = reader
  if (now === 'stopped' && !isBreached) return `${whose} clock: stopped`
  if (now === 'paused' && !isBreached) return `${whose} clock: paused, ${lengthWords(remaining)} left`
  const left = isBreached ? `over by ${lengthWords(-remaining)}` : `${lengthWords(remaining)} left`
  return `${whose} clock: ${left}${closed && now === 'running' ? `; ${hoursWords(closed, reader)}` : ''}`
}

/** 'their hours begin again tomorrow at 08:00 their time (07:00 ours)'; once where both clocks show the same. */
function hoursWords({ opensAt, timeZone }: NonNullable<TheirClock['closed']>, reader: Reader): string {
  const opens = new Date(opensAt)
  const theirs = { day: dayWords(opens, reader.now, timeZone), time: timeIn(opens, timeZone) }
  const says = `${reader.whose} hours begin again ${theirs.day} at ${theirs.time}`
  if (reader.timeZone === null) return says
  const ours = { day: dayWords(opens, reader.now, reader.timeZone), time: timeIn(opens, reader.timeZone) }
  if (ours.day === theirs.day && ours.time === theirs.time) return says
  return `${says} their time (${ours.day === theirs.day ? '' : `${ours.day} at `}${ours.time} ours)`
}

const timeIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at)

/** 'today', 'tomorrow', 'on Monday', and from a week on 'on 5 Jan 2027', each by the clocks of one zone. */
function dayWords(at: Date, now: Date, timeZone: string): string {
  const days = (Date.parse(dayIn(timeZone, at)) - Date.parse(dayIn(timeZone, now))) / dayMs
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days > 6) return `on ${sayDay(dayIn(timeZone, at))}`
  return `on ${new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone }).format(at)}`
}

const dayMs = 86_400_000

/** Seconds as '2 h 10' or '45 min'. */
export function lengthWords(seconds: number): string {
  const minutes = Math.floor(Math.max(0, seconds) / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${String(rest).padStart(2, '0')}`
}
