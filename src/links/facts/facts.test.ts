import { describe, expect, it } from 'vitest'
import { type CostFact, figureOf } from './facts.ts'

const of = (cost: Partial<CostFact>) =>
  figureOf('cost', {
    ...{ engagement: 'e', period: '2026-10', isOver: true, tickets: null, availability: [], credits: [] },
    cost: {
      ...{ contracts: [{ contract: 'c', minor: 120_00, currency: 'EUR' }], unsure: [] },
      ...{ expected: { minor: 100_00, currency: 'EUR' }, ...cost },
    },
  })

describe('what contracts cost against what is expected', () => {
  it('is a share, and says how many contracts it is of', () => {
    expect(of({})).toEqual({
      value: '120',
      says: '1 contract against what its engagement expects for these days.',
    })
  })

  it('says which index value is missing and since when, where the most is taken in its place', () => {
    expect(of({ unsure: [{ says: 'On 1 May 2026 …: it is counted with the most, 5 %.', isKnown: true }] })).toEqual({
      value: '120',
      says: '1 contract against what its engagement expects for these days. Not certain for one contract: on 1 May 2026 …: it is counted with the most, 5 %.',
    })
  })

  it('is no figure where nothing says what a contract comes to without that value', () => {
    expect(of({ unsure: [{ says: 'On 1 May 2026 … isn’t known.', isKnown: false }] })).toEqual({
      value: null,
      says: 'Not certain for one contract: on 1 May 2026 … isn’t known.',
    })
  })
})
