/** Something about a vendor that comes up on a day. */
export interface Due {
  readonly type: string
  readonly id: string
  readonly title: string
  /** `YYYY-MM-DD`. */
  readonly on: string
  readonly isLate: boolean
  /** 'Review, overdue by 12 days', 'Engagement ends in 40 days'. */
  readonly says: string
}
/** What can come up, as it is kept; `day` is the day, or an instant, on which it does. */
export interface Coming {
  readonly type: string
  readonly id: string
  readonly title: string | null
  readonly day: string | null
  /** What comes up, before 'in 12 days': 'Notice to be sent'. */
  readonly what: string
  /** What has waited since its day, which lies behind and is not late by that: 'Claim sent, no answer'. */
  readonly isWaiting?: boolean
}

/** What is due, the earliest first: all that is late or waits, and what comes up within so many days. */
export function dueOf(coming: readonly Coming[], { today, within }: { today: string; within: number }): readonly Due[] {
  return coming
    .flatMap(({ type, id, title, day, what, isWaiting = false }): readonly Due[] => {
      const on = day?.slice(0, 10) ?? null
      if (on === null) return []
      const days = daysBetween(today, on)
      if (days > within) return []
      const when = isWaiting ? sinceWords(-days) : whenWords(days)
      return [{ type, id, title: title ?? '', on, isLate: days < 0 && !isWaiting, says: `${what}${when}` }]
    })
    .toSorted((one, other) => one.on.localeCompare(other.on) || one.title.localeCompare(other.title, 'en'))
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
const countWords = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`

function whenWords(days: number): string {
  if (days === 0) return ' today'
  return days < 0 ? `, overdue by ${countWords(-days)}` : ` in ${countWords(days)}`
}

const sinceWords = (days: number): string => (days <= 0 ? ' since today' : ` for ${countWords(days)}`)
