import { metrics } from './promise.ts'
import type { Tally, Verdict } from './what-if.ts'
import type { WireWhatIf } from './wire.ts'

/** What the change would come to, in sentences. */
export function sayWhatIf({ tickets, tallies, next }: Pick<WireWhatIf, 'tickets' | 'tallies' | 'next'>): string {
  if (tickets === 0) return 'No ticket was opened in that month.'
  const sum = (key: 'newlyBroken' | 'noLongerBroken'): number => tallies.reduce((all, one) => all + one[key], 0)
  const [more, fewer] = [sum('newlyBroken'), sum('noLongerBroken')]
  const of = next !== null ? `Of the first ${many(tickets, 'ticket')} of that month` : `Of ${many(tickets, 'ticket')}`
  if (more === 0 && fewer === 0) return `${of}, every promise would have ended as it did.`
  const parts = [
    more > 0 && `${many(more, 'promise')} that ${more === 1 ? 'was' : 'were'} not broken would have been`,
    fewer > 0 && `${many(fewer, 'promise')} that ${fewer === 1 ? 'was' : 'were'} broken would not have been`,
  ]
  return `${of}, ${parts.filter(Boolean).join(', and ')}.`
}

/** Tickets that are named, of all whose verdict moves. */
const mostNamed = 200

/** What several parts of a month come to together. */
export function joined(before: WireWhatIf | null, part: WireWhatIf): WireWhatIf {
  if (before === null) return part
  return {
    tickets: before.tickets + part.tickets,
    of: before.of,
    next: part.next,
    tallies: metrics.flatMap((metric) => {
      const own = [...before.tallies, ...part.tallies].filter((tally) => tally.metric === metric)
      return own.length === 0 ? [] : [own.reduce(added)]
    }),
    movedCount: before.movedCount + part.movedCount,
    moved: [...before.moved, ...part.moved].slice(0, mostNamed),
  }
}

const added = (one: Tally, other: Tally): Tally => ({
  metric: one.metric,
  was: addedCounts(one.was, other.was),
  would: addedCounts(one.would, other.would),
  newlyBroken: one.newlyBroken + other.newlyBroken,
  noLongerBroken: one.noLongerBroken + other.noLongerBroken,
})
const addedCounts = (one: Tally['was'], other: Tally['was']): Tally['was'] => ({
  kept: one.kept + other.kept,
  broken: one.broken + other.broken,
  open: one.open + other.open,
})

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

/** This month and those before it, the latest first: '2026-10'. Back to that of the first ticket, and at least a year. */
export function lastMonths(today: Date, first: Date = today): readonly string[] {
  const back = (today.getUTCFullYear() - first.getUTCFullYear()) * 12 + today.getUTCMonth() - first.getUTCMonth()
  return Array.from({ length: Math.max(back, 12) + 1 }, (_, back) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  )
}
