import { describe, expect, it } from 'vitest'
import type { Tally } from './what-if.ts'
import { attainment, joined, lastMonths, sayDifference, sayWhatIf } from './what-if-words.ts'
import type { WireWhatIf } from './wire.ts'

const tally = (newlyBroken: number, noLongerBroken: number, more: Partial<Tally> = {}): Tally => ({
  ...{ metric: 'response', was: { kept: 80, broken: 20, open: 3 }, would: { kept: 75, broken: 25, open: 3 } },
  ...{ newlyBroken, noLongerBroken },
  ...more,
})
const say = (tickets: number, tallies: readonly Tally[], next: string | null = null) =>
  sayWhatIf({ tickets, tallies, next })

describe('what would have been', () => {
  it('is said in a sentence', () => {
    expect(say(0, [])).toBe('No ticket was opened in that month.')
    expect(say(1, [tally(0, 0)])).toBe('Of 1 ticket, every promise would have ended as it did.')
    expect(say(1200, [tally(3, 0), tally(1, 1)])).toBe(
      'Of 1,200 tickets, 4 promises that were not broken would have been, and 1 promise that was broken would not have been.',
    )
    expect(say(20_000, [tally(0, 2)], 'here')).toBe(
      'Of the first 20,000 tickets of that month, 2 promises that were broken would not have been.',
    )
  })

  it('is a share of those that ended, and what it changes by', () => {
    expect(attainment({ kept: 2, broken: 1, open: 9 })).toBe(66.7)
    expect(attainment({ kept: 0, broken: 0, open: 9 })).toBeNull()
    expect(sayDifference(tally(5, 0))).toBe('−5 points')
    expect(sayDifference(tally(0, 0, { would: { kept: 80, broken: 20, open: 3 } }))).toBe('as it was')
    expect(sayDifference(tally(0, 0, { would: { kept: 0, broken: 0, open: 3 } }))).toBe('—')
  })

  it('is asked of the last months', () => {
    const today = new Date('2026-01-31T10:00Z')
    expect(lastMonths(today).slice(0, 3)).toEqual(['2026-01', '2025-12', '2025-11'])
    expect(lastMonths(today)).toHaveLength(13)
  })

  it('can be asked of the month of the first ticket, however old it is', () => {
    const months = lastMonths(new Date('2026-01-31T10:00Z'), new Date('2016-02-29T01:16Z'))
    expect([months.at(-1), months.length]).toEqual(['2016-02', 120])
  })

  it('adds up part by part', () => {
    const part = (tickets: number, next: string | null, tallies: readonly Tally[]): WireWhatIf => ({
      ...{ tickets, of: next === 'a' ? 5000 : null, next, tallies, moved: [], movedCount: tickets / 1000 },
    })
    const parts = [
      part(2000, 'a', [tally(1, 0)]),
      part(2000, 'b', [tally(2, 1), tally(3, 0, { metric: 'update' })]),
      part(1000, null, []),
    ]
    const all = parts.reduce<WireWhatIf | null>(joined, null)
    expect(all).toMatchObject({ tickets: 5000, of: 5000, next: null, movedCount: 5 })
    expect(all?.tallies).toEqual([
      {
        ...{ metric: 'response', newlyBroken: 3, noLongerBroken: 1 },
        ...{ was: { kept: 160, broken: 40, open: 6 }, would: { kept: 150, broken: 50, open: 6 } },
      },
      tally(3, 0, { metric: 'update' }),
    ])
  })
})
