import { describe, expect, it } from 'vitest'
import type { WireClock } from '../../internal/support/index.ts'
import { clockWords, lengthWords, theirClock } from './their-clock.ts'

const clock = (change: Partial<WireClock>): WireClock => ({
  ...{ policy: { id: 'p', title: 'Repairs' }, kind: 'uc', metric: 'resolution', team: null, calendar: null },
  ...{ agreement: { id: 'contract', title: null }, promised: 7200, time: '2 h', used: 0, remaining: 7200 },
  ...{ now: 'running', due: '2026-03-02T11:00:00.000Z', stoppedAt: null, isBreached: false, breachedBy: 0 },
  ...{ rounds: 1, brokenBefore: 0, segments: [], words: [] },
  ...change,
})

describe('the clock of a vendor', () => {
  it('is the one due first of what was agreed with them', () => {
    const first = clock({ metric: 'response', due: '2026-03-02T10:00:00.000Z', remaining: 7800 })
    const others = clock({ agreement: { id: 'other', title: null }, due: '2026-03-02T09:00:00.000Z' })
    expect(theirClock([clock({}), first, others], ['contract', null])).toMatchObject({
      due: first.due,
      remaining: 7800,
    })
    const over = clock({ now: 'stopped', due: '2026-03-02T09:00:00.000Z', remaining: 3600 })
    expect(theirClock([over, clock({})], ['contract'])).toMatchObject({ now: 'running', remaining: 7200 })
    expect(theirClock([others], ['contract'])).toBeNull()
  })

  it('says what is left, what is over and what stands still', () => {
    expect(clockWords(theirClock([clock({ remaining: 7800 })], ['contract']))).toBe('their clock: 2 h 10 left')
    const late = clock({ isBreached: true, breachedBy: 5400, remaining: 0 })
    expect(clockWords(theirClock([late], ['contract']))).toBe('their clock: over by 1 h 30')
    const still = clock({ now: 'paused', due: null, remaining: 1800 })
    expect(clockWords(theirClock([still], ['contract']))).toBe('their clock: paused, 30 min left')
    expect(clockWords(null)).toBe('nothing is promised')
  })

  it.for([
    [0, '0 min'],
    [59, '0 min'],
    [3600, '1 h'],
    [3660, '1 h 01'],
    [100_000, '27 h 46'],
  ] as const)('%s seconds read %s', ([seconds, says]) => {
    expect(lengthWords(seconds)).toBe(says)
  })
})
