import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, clockOf, hour, log, target } from '../../../../test/kit/support/clock.ts'
import { type InHand, inHandOf } from './in-hand.ts'
import { lifeOf, type TicketEvent } from './life.ts'

const uc = target({ kind: 'uc', agreement: 'lines', seconds: 2 * hour })
function had(events: readonly TicketEvent[], asOf: string): InHand | undefined {
  const life = lifeOf(events, at(asOf))
  return inHandOf('one', { life, results: [clockOf(events, uc, asOf)] })[0]
}
// In Hamburg's winter the office is open from 8 to 17 in universal time.
const events = log(
  '2026-11-24T07:00Z',
  ['2026-11-24T08:00Z', { engaged: ['lines'] }],
  ['2026-11-24T12:00Z', { engaged: [] }],
  ['2026-11-25T08:00Z', { engaged: ['lines'] }],
  ['2026-11-25T09:30Z', { state: 'resolved' }],
)

describe('what a supplier had in hand', () => {
  it('is from when a ticket is engaged until it is given back or dealt with', () => {
    const one = had(events, '2026-11-27T12:00Z')
    expect(one?.spans).toEqual([
      [at('2026-11-24T08:00Z'), at('2026-11-24T12:00Z')],
      [at('2026-11-25T08:00Z'), at('2026-11-25T09:30Z')],
    ])
    expect(one?.isOver).toBe(true)
    expect(had(events, '2026-11-25T09:00Z')?.isOver).toBe(false)
  })

  it('was late in the hours that it ran beyond the promise, wherever a month ends between them', () => {
    const [promise] = had(events, '2026-11-27T12:00Z')?.promises ?? []
    // Four hours on the first day, of which two were promised, and an hour and a half on the second.
    expect(promise?.breachedBy).toBe(3.5 * hour)
    expect(promise?.overtime([at('2026-11-24T00:00Z'), at('2026-11-25T00:00Z')])).toBe(2 * hour)
    expect(promise?.overtime([at('2026-11-25T00:00Z'), at('2026-11-26T00:00Z')])).toBe(1.5 * hour)
  })

  it('is nothing of a ticket that no supplier had', () =>
    expect(had(log('2026-11-24T07:00Z'), '2026-11-27T12:00Z')).toBeUndefined())

  it('adds up, however time is cut', () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 6 })
    fc.assert(
      fc.property(fc.uniqueArray(minutes, { minLength: 1, maxLength: 8 }), minutes, minutes, (moves, ...ends) => {
        const told = moves
          .toSorted((a, b) => a - b)
          .map(
            (minute, index) =>
              [
                new Date(at('2026-11-23T07:00Z') + minute * 60_000).toISOString(),
                { engaged: index % 2 ? [] : ['lines'] },
              ] as const,
          )
        const [from, until] = [at('2026-11-23T00:00Z'), at('2026-11-30T00:00Z')]
        const cuts = ends.map((minute) => from + minute * 60_000).toSorted((a, b) => a - b)
        const edges = [from, ...cuts, until]
        for (const promise of had(log('2026-11-23T07:00Z', ...told), '2026-11-30T00:00Z')?.promises ?? []) {
          const parts = edges.slice(1).map((edge, index) => promise.overtime([edges[index] ?? from, edge]))
          expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(promise.breachedBy, 3)
        }
      }),
    )
  })
})
