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
}

const words: Readonly<Record<string, string>> = {
  performance_review: 'Review',
  vendor_meeting: 'Meeting',
  vendor_issue: 'Issue to be settled',
  improvement_plan: 'Improvement plan ends',
  engagement: 'Engagement ends',
}

/** What is due, the earliest first: all that is late, and what comes up within so many days. */
export function dueOf(coming: readonly Coming[], { today, within }: { today: string; within: number }): readonly Due[] {
  return coming
    .flatMap(({ type, id, title, day }): readonly Due[] => {
      const on = day?.slice(0, 10) ?? null
      if (on === null) return []
      const days = daysBetween(today, on)
      if (days > within) return []
      return [{ type, id, title: title ?? '', on, isLate: days < 0, says: `${words[type] ?? type}${whenWords(days)}` }]
    })
    .toSorted((one, other) => one.on.localeCompare(other.on) || one.title.localeCompare(other.title, 'en'))
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

function whenWords(days: number): string {
  if (days === 0) return ' today'
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`
  return days < 0 ? `, overdue by ${count}` : ` in ${count}`
}
