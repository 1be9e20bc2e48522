import { describe, expect, it } from 'vitest'
import { at, clockOf, hour, log, office, spanOf, target } from '../../../../test/kit/support/clock.ts'
import { isOpen } from '../../../kernel/calendar/business-time.ts'
import { type StepTime, stepsOf } from './steps.ts'

const half: StepTime = { metric: 'resolution', after: { percent: 50 } }
const before: StepTime = { metric: 'resolution', after: { minutes: -60 } }
const after: StepTime = { metric: 'resolution', after: { minutes: 60 } }
const steps = [after, half, before]
const say = (asOf: string, events = log('2026-11-24T08:00Z')) => {
  const { due, next } = stepsOf(clockOf(events, target({ seconds: 4 * hour }), asOf), steps, at(asOf))
  return [
    due.map(({ step, at: moment }) => [step, new Date(moment).toISOString().slice(5, 16)]),
    next === null ? null : new Date(next).toISOString().slice(5, 16),
  ]
}

describe('steps', () => {
  it('come at shares of the time promised, before and after it is due', () => {
    expect(say('2026-11-24T09:59Z')).toEqual([[], '11-24T10:00'])
    expect(say('2026-11-24T10:00Z')).toEqual([[[half, '11-24T10:00']], '11-24T11:00'])
    expect(say('2026-11-24T17:00Z')).toEqual([
      [
        [half, '11-24T10:00'],
        [before, '11-24T11:00'],
        [after, '11-24T13:00'],
      ],
      null,
    ])
  })

  it('count open time: a step an hour after what was due at closing time comes an hour after the next opening', () => {
    expect(say('2026-11-27T16:00Z', log('2026-11-27T13:00Z'))).toEqual([
      [
        [half, '11-27T15:00'],
        [before, '11-27T16:00'],
      ],
      '11-30T09:00',
    ])
  })

  it('are put off while the clock waits, and those that came stay as they were', () => {
    const waiting = log('2026-11-24T08:00Z', ['2026-11-24T10:30Z', { state: 'pending', pendingReason: 'requester' }])
    expect(say('2026-11-26T12:00Z', waiting)).toEqual([[[half, '11-24T10:00']], null])
    const on = log('2026-11-24T08:00Z', ...spanOf('2026-11-24T10:30Z', '2026-11-26T10:30Z'))
    expect(say('2026-11-26T10:30Z', on)).toEqual([[[half, '11-24T10:00']], '11-26T11:00'])
  })

  it('end with the promise, and are there for what it measures only', () => {
    expect(say('2026-11-26T12:00Z', log('2026-11-24T08:00Z', ['2026-11-25T08:00Z', { state: 'resolved' }]))).toEqual([
      [],
      null,
    ])
    const response = clockOf(log('2026-11-24T08:00Z'), target({ metric: 'response' }), '2026-11-26T08:00Z')
    expect(stepsOf(response, steps, at('2026-11-26T08:00Z'))).toEqual({ due: [], next: null })
  })

  it('move with the due time when the policy changes, and come back to the same moment with it', () => {
    const events = log('2026-11-24T08:00Z')
    const momentOf = (seconds: number) =>
      stepsOf(clockOf(events, target({ seconds }), '2026-11-24T08:30Z'), [half], at('2026-11-24T08:30Z')).next
    expect(momentOf(2 * hour)).toBe(at('2026-11-24T09:00Z'))
    expect(momentOf(4 * hour)).toBe(at('2026-11-24T10:00Z'))
    expect(momentOf(2 * hour)).toBe(at('2026-11-24T09:00Z'))
  })

  it('never come at midnight or on a day off (Zammad #3140, #4432)', () => {
    for (let opened = at('2026-12-18T00:00Z'); opened < at('2026-12-29T00:00Z'); opened += 41 * 60_000) {
      const asOf = new Date(opened).toISOString()
      const { next } = stepsOf(clockOf(log(asOf), target({ seconds: 4 * hour }), asOf), steps, opened)
      expect(next !== null && (isOpen(office, new Date(next)) || isOpen(office, new Date(next - 1)))).toBe(true)
    }
  })
})
