const [second, minute, hour] = [1000, 60_000, 3_600_000]

/** Pauses after each failed attempt, about three days together. Source: the schedule that the Standard Webhooks specification recommends. */
export const pauses: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]
/** A webhook that reached nobody for this long is switched off. */
export const givesUpAfter = 72 * hour
const longestWish = 24 * hour

/**
 * How long to wait after so many attempts, in milliseconds; null after the last. `chance` (0 to 1) spreads those that failed
 * together: a tenth less to a fifth more. Who asks for more time by `Retry-After` gets it, up to a day.
 */
export function pauseAfter(
  attempts: number,
  { chance, wish = 0 }: { readonly chance: number; readonly wish?: number | undefined },
): number | null {
  const pause = pauses[attempts - 1]
  if (pause === undefined) return null
  return Math.max(Math.round(pause * (0.9 + 0.3 * chance)), Math.min(wish, longestWish))
}

/** What a status means: it arrived, the receiver wants no more (410), or try again later. */
export function meaningOf(status: number): 'arrived' | 'gone' | 'again' {
  if (status >= 200 && status < 300) return 'arrived'
  return status === 410 ? 'gone' : 'again'
}

/** `Retry-After` in milliseconds from now, of its seconds or its date; undefined when it says neither. */
export function wishOf(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * second
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime())
}

/** Why an answer counts as a failure, for people. */
export function statusWords(status: number): string {
  if (status >= 300 && status < 400)
    return `It answered ${status}: redirects aren’t followed. Enter the address that it leads to.`
  if (status === 401 || status === 403)
    return `It answered ${status}: it doesn’t let Quarterdeck in. Check the secret there.`
  if (status === 404) return 'It answered 404: there is nothing at this address.'
  if (status === 410) return 'It answered 410: it wants no more.'
  if (status === 429) return 'It answered 429: it had too much to do.'
  return status >= 500 ? `It answered ${status}: it has trouble of its own.` : `It answered ${status}.`
}
