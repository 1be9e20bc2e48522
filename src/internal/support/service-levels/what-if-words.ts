import type { Tally, Verdict } from './what-if.ts'
import type { WireWhatIf } from './wire.ts'

/** What the change would come to, in sentences. */
export function sayWhatIf({ tickets, tallies, isPart }: Pick<WireWhatIf, 'tickets' | 'tallies' | 'isPart'>): string {
  if (tickets === 0) return 'No ticket was opened in that month.'
  const sum = (key: 'newlyBroken' | 'noLongerBroken'): number => tallies.reduce((all, one) => all + one[key], 0)
  const [more, fewer] = [sum('newlyBroken'), sum('noLongerBroken')]
  const of = isPart ? `Of the first ${many(tickets, 'ticket')} of that month` : `Of ${many(tickets, 'ticket')}`
  if (more === 0 && fewer === 0) return `${of}, every promise would have ended as it did.`
  const parts = [
    more > 0 && `${many(more, 'promise')} that ${more === 1 ? 'was' : 'were'} not broken would have been`,
    fewer > 0 && `${many(fewer, 'promise')} that ${fewer === 1 ? 'was' : 'were'} broken would not have been`,
  ]
  return `${of}, ${parts.filter(Boolean).join(', and ')}.`
}

const many = (count: number, noun: string): string =>
  `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`

/** The share of promises that ended well, as a percentage; null where none ended. */
export function attainment({ kept, broken }: Readonly<Record<Verdict, number>>): number | null {
  return kept + broken === 0 ? null : Math.round((kept / (kept + broken)) * 1000) / 10
}

/** What a change of the share is, in words: '−4.2 points', 'as it was'. */
export function sayDifference({ was, would }: Tally): string {
  const [one, other] = [attainment(was), attainment(would)]
  if (one === null || other === null) return '—'
  const points = Math.round((other - one) * 10) / 10
  if (points === 0) return 'as it was'
  return `${points > 0 ? '+' : '−'}${Math.abs(points)} points`
}

/** The last twelve months before today’s, and this one, the latest first: '2026-10'. */
export function lastMonths(today: Date): readonly string[] {
  return Array.from({ length: 13 }, (_, back) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  )
}
