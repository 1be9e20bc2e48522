import { describe, expect, it } from 'vitest'
import type { Tally } from './what-if.ts'
import { attainment, lastMonths, sayDifference, sayWhatIf } from './what-if-words.ts'

const tally = (newlyBroken: number, noLongerBroken: number, more: Partial<Tally> = {}): Tally => ({
  ...{ metric: 'response', was: { kept: 80, broken: 20, open: 3 }, would: { kept: 75, broken: 25, open: 3 } },
  ...{ newlyBroken, noLongerBroken },
  ...more,
})
const say = (tickets: number, tallies: readonly Tally[], isPart = false) => sayWhatIf({ tickets, tallies, isPart })

describe('what would have been', () => {
  it('is said in a sentence', () => {
    expect(say(0, [])).toBe('No ticket was opened in that month.')
    expect(say(1, [tally(0, 0)])).toBe('Of 1 ticket, every promise would have ended as it did.')
    expect(say(1200, [tally(3, 0), tally(1, 1)])).toBe(
      'Of 1,200 tickets, 4 promises that were not broken would have been, and 1 promise that was broken would not have been.',
    )
    expect(say(20_000, [tally(0, 2)], true)).toBe(
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
    expect(lastMonths(new Date('2026-01-31T10:00Z')).slice(0, 3)).toEqual(['2026-01', '2025-12', '2025-11'])
  })
})
