import { describe, expect, it } from 'vitest'
import { frameOf, piecesOf, placeOf } from './drawn.ts'
import type { WireClock, WireSegment } from './wire.ts'

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 24, hour)).toISOString()
const segment = (kind: WireSegment['kind'], from: number, to: number, round = 1): WireSegment => ({
  ...{ kind, from: at(from), to: at(to), seconds: (to - from) * 3600, round, why: kind },
})
const clock = (more: Partial<WireClock> = {}): WireClock => ({
  ...{
    policy: { id: 'p', title: 'Standard' },
    kind: 'sla',
    metric: 'resolution',
    team: null,
    agreement: null,
    calendar: null,
    closed: null,
  },
  ...{ promised: 8 * 3600, time: '8 h', used: 0, remaining: 3600, now: 'running', due: at(20), stoppedAt: null },
  ...{ isBreached: false, breachedBy: 0, rounds: 1, brokenBefore: 0, segments: [segment('running', 0, 10)], words: [] },
  ...more,
})
const clocks = (...all: WireClock[]) => ({ asOf: at(10), openedAt: at(0), timeZone: 'UTC', clocks: all })
const say = (one: WireClock, frame = { from: Date.parse(at(0)), to: Date.parse(at(20)), end: Date.parse(at(20)) }) =>
  piecesOf(one, frame).map(({ looks, left, width }) => [
    looks,
    Math.round(left * 1e6) / 1e6,
    Math.round(width * 1e6) / 1e6,
  ])

describe('the picture of clocks', () => {
  it('reaches from the opening to what is due last, or until now where that is later', () => {
    const frame = frameOf(clocks(clock(), clock({ due: at(12) })))
    expect(frame.from).toBe(Date.parse(at(0)))
    expect(placeOf(frame, at(20))).toBeCloseTo(1 / 1.04)
    expect(placeOf(frameOf(clocks(clock({ due: at(5), isBreached: true }))), at(10))).toBeCloseTo(1 / 1.04)
    expect(placeOf(frame, at(30))).toBe(1)
  })

  it('ends with the last that ran or was due once all have stopped', () => {
    const over = clock({ now: 'stopped', due: at(4), segments: [segment('running', 0, 2), segment('stopped', 2, 10)] })
    expect(frameOf(clocks(over)).to).toBe(Date.parse(at(4)) + 0.04 * 4 * 3_600_000)
  })

  it('draws to scale, and what is left until it is due', () => {
    expect(say(clock())).toEqual([
      ['running', 0, 0.5],
      ['left', 0.5, 0.5],
    ])
    const paused = [segment('running', 0, 5), segment('paused', 5, 10)]
    expect(say(clock({ now: 'paused', due: null, segments: paused }))).toEqual([
      ['running', 0, 0.25],
      ['paused', 0.25, 0.25],
    ])
  })

  it('tells what ran beyond the due time apart, in the last round only', () => {
    const segments = [
      segment('running', 0, 2),
      segment('running', 2, 6, 2),
      segment('paused', 6, 8, 2),
      segment('running', 8, 10, 2),
    ]
    expect(say(clock({ due: at(4), isBreached: true, rounds: 2, segments }))).toEqual([
      ['running', 0, 0.1],
      ['running', 0.1, 0.1],
      ['late', 0.2, 0.1],
      ['paused', 0.3, 0.1],
      ['late', 0.4, 0.1],
    ])
  })
})
