import { describe, expect, it } from 'vitest'
import { behind } from './evidence.ts'
import { type CostFact, type EngagementFacts, figureOf } from './facts.ts'

const factsOf = (cost: Partial<CostFact>): EngagementFacts => ({
  ...{ engagement: 'e', period: '2026-10', isOver: true, tickets: null, availability: [], credits: [] },
  cost: {
    ...{ contracts: [{ contract: 'c', minor: 120_00, currency: 'EUR' }], unsure: [] },
    ...{ expected: { minor: 100_00, currency: 'EUR' }, ...cost },
  },
})
const of = (cost: Partial<CostFact>) => figureOf('cost', factsOf(cost))

describe('what contracts cost against what is expected', () => {
  it('is a share, and says how many contracts it is of', () => {
    expect(of({})).toEqual({
      value: '120',
      says: '1 contract against what its engagement expects for these days.',
    })
  })

  it('says which index value is missing and since when, where the most is taken in its place', () => {
    expect(
      of({ unsure: [{ contract: 'c', says: 'On 1 May 2026 …: it is counted with the most, 5 %.', isKnown: true }] }),
    ).toEqual({
      value: '120',
      says: '1 contract against what its engagement expects for these days. Not certain for one contract: on 1 May 2026 …: it is counted with the most, 5 %.',
    })
  })

  it('stays short however many are missing, and tells all at their contracts', () => {
    const unsure = Array.from({ length: 9 }, (_, n) => ({
      ...{ contract: n < 4 ? 'c' : 'd', isKnown: true },
      says: `On ${n + 1} May 2026 its price follows HICP: it is counted with the most that it may rise by, 5 %.`,
    }))
    const contracts = ['c', 'd'].map((contract) => ({ contract, minor: 60_00, currency: 'EUR' }))
    const { says } = of({ contracts, unsure })
    expect(says.length).toBeLessThan(300)
    expect(says).toMatch(/on 1 May 2026 .*, 5 %\. 8 more such values are missing\.$/)
    const [rests] = behind('cost', factsOf({ contracts, unsure }))
    expect(rests?.rows.map(({ note }) => note?.match(/On \d May/g)?.length)).toEqual([4, 5])
  })

  it('is no figure where nothing says what a contract comes to without that value', () => {
    expect(of({ unsure: [{ contract: 'c', says: 'On 1 May 2026 … isn’t known.', isKnown: false }] })).toEqual({
      value: null,
      says: 'Not certain for one contract: on 1 May 2026 … isn’t known.',
    })
  })
})
