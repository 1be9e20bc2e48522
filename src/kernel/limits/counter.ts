/** The requests of one caller in one minute, as one process knows them: what all processes told, and what this one hasn't told yet. */
export interface Counter {
  minute: number
  settled: number
  pending: number
}

export const minuteOf = (now: Date): number => Math.floor(now.getTime() / 60_000)
/** Whole seconds until the next minute, at least one. */
export const secondsLeft = (now: Date): number => Math.max(1, Math.ceil(60 - (now.getTime() % 60_000) / 1000))

/** How many requests a process may count for itself before it tells the others: a tenth of the limit. */
export const shareOf = (limit: number): number => Math.max(1, Math.ceil(limit / 10))

/** Counts one request. 'refuse' doesn't count it; 'ask' means that the others must be asked before it may go on. */
export function count(counter: Counter, limit: number): 'go' | 'ask' | 'refuse' {
  if (counter.settled + counter.pending >= limit) return 'refuse'
  counter.pending++
  const isNear = counter.settled + counter.pending > limit - shareOf(limit)
  return isNear || counter.pending >= shareOf(limit) ? 'ask' : 'go'
}
