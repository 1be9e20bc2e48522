import type { WireClock } from '../../internal/support/index.ts'

/** How the clock of a vendor stands on a ticket that they have. */
export interface TheirClock {
  readonly now: 'running' | 'paused' | 'stopped'
  /** Null while it doesn't run. */
  readonly due: string | null
  /** Open time that is left, in seconds; below zero once it is over. */
  readonly remaining: number
  readonly isBreached: boolean
  readonly promised: string
}

/** The clock that matters of those that run under an agreement: the one that is due first, of those that stand still the last one. */
export function theirClock(clocks: readonly WireClock[], agreements: readonly (string | null)[]): TheirClock | null {
  const own = clocks.filter(({ agreement }) => agreement !== null && agreements.includes(agreement.id))
  const running = own
    .filter(({ now, due }) => now === 'running' && due !== null)
    .toSorted((a, b) => String(a.due).localeCompare(String(b.due)))
  const found = running[0] ?? own.findLast(({ now }) => now === 'paused') ?? own.at(-1)
  if (!found) return null
  const { now, due, isBreached, breachedBy, remaining, time } = found
  return { now, due, isBreached, remaining: isBreached ? -breachedBy : remaining, promised: time }
}

/** The same in a few words, to us or to them. */
export function clockWords(clock: TheirClock | null, whose: 'their' | 'your' = 'their'): string {
  if (clock === null) return 'nothing is promised'
  const { now, isBreached, remaining } = clock
  if (isBreached) return `${whose} clock: over by ${lengthWords(-remaining)}`
  if (now === 'paused') return `${whose} clock: paused, ${lengthWords(remaining)} left`
  return now === 'stopped' ? `${whose} clock: stopped` : `${whose} clock: ${lengthWords(remaining)} left`
}

/** Seconds as '2 h 10' or '45 min'. */
export function lengthWords(seconds: number): string {
  const minutes = Math.floor(Math.max(0, seconds) / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${String(rest).padStart(2, '0')}`
}
