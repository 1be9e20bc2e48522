import { describe, expect, it } from 'vitest'
import type { WireClock } from '../../internal/support/index.ts'
import { clockWords, lengthWords, type Reader, theirClock } from './their-clock.ts'

const us: Reader = { whose: 'their', now: new Date('2026-03-02T09:00:00.000Z'), timeZone: 'Europe/Berlin' }

const clock = (change: Partial<WireClock>): WireClock => ({
  ...{
    policy: { id: 'p', title: 'Repairs' },
    kind: 'uc',
    metric: 'resolution',
    team: null,
    calendar: null,
    closed: null,
  },
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
    expect(clockWords(theirClock([clock({ remaining: 7800 })], ['contract']), us)).toBe('their clock: 2 h 10 left')
    const late = clock({ isBreached: true, breachedBy: 5400, remaining: 0 })
    expect(clockWords(theirClock([late], ['contract']), us)).toBe('their clock: over by 1 h 30')
    const still = clock({ now: 'paused', due: null, remaining: 1800 })
    expect(clockWords(theirClock([still], ['contract']), us)).toBe('their clock: paused, 30 min left')
    expect(clockWords(null, us)).toBe('nothing is promised')
  })

  it.for([
    ['the next day', '2026-03-02T20:00Z', '2026-03-03T07:00Z', 'Europe/Berlin', 'tomorrow at 08:00'],
    [
      'an hour away',
      '2026-03-02T20:00Z',
      '2026-03-03T06:00Z',
      'Europe/Athens',
      'tomorrow at 08:00 their time (07:00 ours)',
    ],
    [
      'beyond midnight',
      '2026-03-02T12:00Z',
      '2026-03-02T22:00Z',
      'Australia/Sydney',
      'tomorrow at 09:00 their time (today at 23:00 ours)',
    ],
    ['over the weekend', '2026-03-06T20:00Z', '2026-03-09T07:00Z', 'Europe/Berlin', 'on Monday at 08:00'],
    ['over a holiday', '2026-12-23T20:00Z', '2027-01-04T07:00Z', 'Europe/Berlin', 'on 4 Jan 2027 at 08:00'],
    ['where clocks went forward', '2026-03-27T20:00Z', '2026-03-30T06:00Z', 'Europe/Berlin', 'on Monday at 08:00'],
    ['a day by the middle of the night', '2026-03-02T23:30Z', '2026-03-03T07:00Z', 'Europe/Berlin', 'today at 08:00'],
  ] as const)('says when closed hours begin again, %s', ([, at, opensAt, timeZone, says]) => {
    const now = new Date(at)
    const of = theirClock([clock({ closed: { opensAt, timeZone } })], ['contract'])
    expect(clockWords(of, { ...us, now })).toBe(`their clock: 2 h left; their hours begin again ${says}`)
    const [theirs] = says.split(' their time')
    const toThem = clockWords(of, { whose: 'your', now, timeZone: null })
    expect(toThem).toBe(`your clock: 2 h left; your hours begin again ${theirs}`)
  })

  it('says nothing of hours where the clock doesn’t run, and says them where it is over', () => {
    const closed = { opensAt: '2026-03-03T07:00:00.000Z', timeZone: 'Europe/Berlin' }
    const words = (change: Partial<WireClock>) =>
      clockWords(theirClock([clock({ closed, ...change })], ['contract']), us)
    expect(words({ now: 'paused', due: null })).toBe('their clock: paused, 2 h left')
    expect(words({ now: 'stopped' })).toBe('their clock: stopped')
    expect(words({ isBreached: true, breachedBy: 60 })).toBe(
      'their clock: over by 1 min; their hours begin again tomorrow at 08:00',
    )
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
