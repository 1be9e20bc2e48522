import { describe, expect, it } from 'vitest'
import { createChance } from '../../../../foundation/chance.ts'
import { workingHours } from './office-hours.ts'
import { type Step, talesOf } from './tales.ts'

const cast = { requesters: ['ann', 'bo'], employee: 'eli', agent: 'sam', crew: () => ['sam', 'kim'] }
const tales = (now: string) => talesOf(createChance(7), cast, new Date(now))
const moments = ['2026-11-23T09:00:00Z', '2026-11-27T22:00:00Z', '2026-11-29T03:00:00Z', '2026-01-01T12:00:00Z']

describe.each(moments)('the tickets as of %s', (now) => {
  it('are the same each time, and none knows the future', () => {
    const told = tales(now)
    expect(tales(now)).toEqual(told)
    for (const { at, steps } of told) {
      const times = [at, ...steps.map((step) => step.at), new Date(now)].map((moment) => moment.getTime())
      expect(times).toEqual(times.toSorted((a, b) => a - b))
    }
  })

  it('go only from where they are', () => {
    for (const { steps } of tales(now)) expect(steps.reduce(stateAfter, 'new')).not.toBe('wrong')
  })

  it('leave some to do: untouched, in work and waiting', () => {
    const states = Map.groupBy(tales(now), ({ steps }) => steps.reduce(stateAfter, 'new'))
    for (const state of ['new', 'in_progress', 'pending', 'resolved', 'closed'])
      expect([state, (states.get(state)?.length ?? 0) > 4]).toEqual([state, true])
  })
})

const ways: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  start: { new: 'in_progress' },
  hold: { in_progress: 'pending' },
  resume: { pending: 'in_progress' },
  resolve: { in_progress: 'resolved' },
  reopen: { resolved: 'in_progress' },
  close: { resolved: 'closed' },
}
const stateAfter = (state: string, { does }: Step): string => {
  const way = ways[does]
  return way ? (way[state] ?? 'wrong') : state
}

it('counts working hours there and back', () => {
  const friday = new Date('2026-11-27T15:30:00Z')
  expect(workingHours.after(friday, 2).toISOString()).toBe('2026-11-30T08:00:00.000Z')
  expect(workingHours.before(new Date('2026-11-30T08:00:00Z'), 2).toISOString()).toBe(friday.toISOString())
  expect(workingHours.daysBefore(new Date('2026-11-30T08:00:00Z'), 1).toISOString()).toBe('2026-11-27T00:00:00.000Z')
})
