import { Temporal } from 'temporal-polyfill'

/** A stretch of time in which a zone keeps one distance from UTC. All in milliseconds since 1970. */
interface Stretch {
  readonly from: number
  readonly until: number
  readonly offset: number
}
/** How a time zone's clocks go over a range of time. */
export type Clockwork = readonly Stretch[]

/** The stretches of a zone between two instants, in order and without gaps. Throws RangeError when there is no such zone. */
export function clockworkOf(timeZone: string, from: number, until: number): Clockwork {
  const stretches: Stretch[] = []
  let moment = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone)
  for (;;) {
    const start = moment.epochMilliseconds
    const offset = moment.offsetNanoseconds / 1e6
    const next = moment.getTimeZoneTransition('next')
    const end = next === null ? until : Math.min(next.epochMilliseconds, until)
    stretches.push({ from: start, until: end, offset })
    if (next === null || end >= until) return stretches
    moment = next
  }
}

/** When clocks first show a local time, given as if it were UTC. One that is skipped is when they are put forward. */
export function firstShowing(clockwork: Clockwork, local: number): number {
  for (const { from, until, offset } of clockwork) {
    if (local - offset < from) return from
    if (local - offset < until) return local - offset
  }
  return local - (clockwork.at(-1)?.offset ?? 0)
}

/** When clocks have last shown what comes before a local time, given as if it were UTC. One that is skipped is when they are put forward. */
export function lastShowing(clockwork: Clockwork, local: number): number {
  let last = local - (clockwork[0]?.offset ?? 0)
  for (const { from, until, offset } of clockwork) {
    if (local - offset > from) last = Math.min(local - offset, until)
  }
  return last
}
