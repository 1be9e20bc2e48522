import { describe, expect, it } from 'vitest'
import { countOf, filtersOf, stoppedWords } from './say-hangs.ts'
import type { WhatHangs } from './wire.ts'

const hanging = (shown: number, all: number): WhatHangs => ({
  ...{ start: { type: 'vendor', id: 'v', title: 'Nordlys' }, ties: [], costs: [], stopped: null },
  nodes: Array.from({ length: shown }, (_, n) => ({
    ...{ type: 'service', id: `s${n}`, number: `SVC-${n}`, title: `S${n}`, steps: 2, over: 'e', because: '' },
    ...{ criticality: null, state: null, owner: null, tickets: 0, priority: null },
  })),
  counts: {
    ...{ engagements: 1, services: all, vital: 0, direct: 0, teams: 0, units: 0, tickets: 3 },
    ...{ inHand: 0 },
  },
})

describe('what is said of what hangs there', () => {
  it('opens lists by address as long as one can name all services', () => {
    expect(filtersOf(hanging(2, 2))).toEqual({
      services: { number: ['SVC-0', 'SVC-1'] },
      tickets: {
        service: { where: { number: ['SVC-0', 'SVC-1'] } },
        state: ['new', 'awaiting_approval', 'in_progress', 'pending'],
      },
    })
    const none = { services: null, tickets: null }
    expect(filtersOf(hanging(300, 301))).toEqual(none)
  })

  it('says what the reasons and the drawing leave out', () => {
    expect(stoppedWords({ what: 'services', after: 5000 })).toBe(
      'The numbers are of all there is, and each opens to its rows. The reasons below and the drawing stop at 5,000 services.',
    )
    expect(stoppedWords({ what: 'engagements', after: 200 })).toMatch(
      /stop at 200 things that we buy there, and so does what it costs\.$/,
    )
  })

  it.for([
    [0, 'no team'],
    [1, '1 team'],
    [1200, '1,200 teams'],
  ] as const)('counts %s', ([count, says]) => {
    expect(countOf(count, 'team', 'teams')).toBe(says)
  })
})
