import { describe, expect, it } from 'vitest'
import { changeWords, contributorWords, headlineOf, percentWords, timeWords, valueWords } from './words.ts'

describe('figures in words', () => {
  it('don’t say all where a ticket is missing', () => {
    expect([percentWords(1), percentWords(0.9962), percentWords(0.874), percentWords(0.004), percentWords(0)]).toEqual([
      '100\u00a0%',
      '99.6\u00a0%',
      '87\u00a0%',
      '0.4\u00a0%',
      '0\u00a0%',
    ])
  })

  it('say times in the units that matter', () => {
    expect([20, 600, 5400, 7200, 90_000, 2_000_000].map(timeWords)).toEqual([
      'under a minute',
      '10\u00a0min',
      '1\u00a0h 30\u00a0min',
      '2\u00a0h',
      '1\u00a0d 1\u00a0h',
      '23\u00a0d',
    ])
  })

  it('say a dash where there is nothing', () => expect(valueWords('attainment', { value: null, of: 0 })).toBe('–'))

  it('say whether a change is good, which depends on the figure', () => {
    const [now, before] = [
      { value: 87, of: 100 },
      { value: 93, of: 100 },
    ]
    expect(changeWords('attainment', { now, before })).toEqual({
      text: '6\u00a0points down from 93\u00a0%',
      direction: 'worse',
      isUp: false,
    })
    expect(changeWords('reopened', { now, before })).toMatchObject({ direction: 'better' })
    expect(changeWords('opened', { now: { value: 12, of: 12 }, before: { value: 10, of: 10 } })).toEqual({
      text: '2 more than 10',
      direction: 'other',
      isUp: true,
    })
    expect(changeWords('attainment', { now, before: { value: null, of: 0 } })).toBeNull()
  })

  it('tell why in sentences', () => {
    const [now, before] = [
      { value: 60, of: 100 },
      { value: 95, of: 100 },
    ]
    expect(headlineOf('attainment', { now, before })).toBe(
      'Promises kept fell from 95\u00a0% to 60\u00a0%, by 35\u00a0points',
    )
    const one = { by: 'team', value: 'x', title: 'Network', now, before, rows: { filter: {}, count: 40 } } as const
    expect(contributorWords('firstContact', { ...one, total: -0.175, byRate: -0.175, byMix: 0 })).toBe(
      'Network went from 95\u00a0% to 60\u00a0% of 100: that takes 18\u00a0points.',
    )
    expect(
      contributorWords('firstContact', { ...one, now: { value: 190, of: 200 }, total: 0.01, byRate: 0, byMix: 0.01 }),
    ).toBe('Network, 95\u00a0%, had 200 instead of 100 tickets: a larger part of all adds 1\u00a0point.')
  })
})
