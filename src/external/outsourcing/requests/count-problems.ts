interface Counted {
  readonly startsAt: string
  readonly endsAt: string
  readonly total: number
  readonly failed: number
}

/** So long a stretch is at most, a day on which clocks are put back: it belongs to the period in which it begins. */
const mostHours = 25

/** The first thing that is wrong with a count by itself; null where nothing is. */
export function problemOfCount({ startsAt, endsAt, total, failed }: Counted) {
  const hours = (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000
  if (hours <= 0) return { field: 'endsAt', says: 'A stretch of time must end after it begins.' } as const
  if (hours > mostHours)
    return {
      field: 'endsAt',
      says: 'A stretch is a day at most, so that it lies in one month. Bring a count for each day, or each hour.',
    } as const
  return failed > total ? ({ field: 'failed', says: 'No more requests can fail than there were.' } as const) : null
}
