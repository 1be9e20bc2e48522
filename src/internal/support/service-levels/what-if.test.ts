import { describe, expect, it } from 'vitest'
import { clockOf, hour, log, office, target } from '../../../../test/kit/support/clock.ts'
import { alwaysOpen } from '../../../kernel/calendar/calendar.ts'
import type { Policy } from './choose.ts'
import { changed, compare, hasMoved, tally } from './what-if.ts'

const policy = (id: string, times: Policy['times']): Policy => ({
  ...{ id, name: id, kind: 'sla', types: [], priorities: [], services: [], units: [], teams: [], isForVip: false },
  ...{ calendar: 'default', goesOn: [], standsStill: [], agreedBy: [], isForAnySupplier: false, times },
})
const one = policy('one', { response: { days: 0, seconds: hour } })
const two = policy('two', { resolution: { days: 1, seconds: 0 } })

describe('what if', () => {
  it('all policies counted in other hours, or one of them promised something else', () => {
    expect(
      changed([one, two], { policy: null, calendar: 'always', times: {} }).map(({ calendar }) => calendar),
    ).toEqual(['always', 'always'])
    const times = { response: '2 h', resolution: '4 h' }
    expect(changed([one, two], { policy: null, calendar: null, times }).map((own) => own.times)).toEqual([
      { response: { days: 0, seconds: 2 * hour } },
      { resolution: { days: 0, seconds: 4 * hour } },
    ])
    expect(changed([one, two], { policy: 'two', calendar: null, times }).map((own) => own.times)).toEqual([
      one.times,
      { response: { days: 0, seconds: 2 * hour }, resolution: { days: 0, seconds: 4 * hour } },
    ])
  })

  it('says which promises would have been broken, and which would not', () => {
    const events = log('2026-11-27T16:00Z', ['2026-11-30T08:30Z', { state: 'resolved' }])
    const by = (more: Parameters<typeof target>[0]) => [clockOf(events, target(more), '2026-12-10T09:00Z')]
    const office2h = by({ seconds: 2 * hour, calendar: office })
    const always2h = by({ seconds: 2 * hour, calendar: alwaysOpen })
    expect(compare(office2h, always2h)).toEqual([
      {
        ...{ metric: 'resolution', round: 1, was: 'kept', would: 'broken' },
        ...{ dueWas: Date.parse('2026-11-30T09:00Z'), dueWould: Date.parse('2026-11-27T18:00Z') },
      },
    ])
    const moved = [...compare(office2h, always2h), ...compare(always2h, office2h), ...compare(office2h, office2h)]
    expect(moved.map(hasMoved)).toEqual([true, true, false])
    expect(tally(moved)).toEqual([
      {
        ...{ metric: 'resolution', was: { kept: 2, broken: 1, open: 0 }, would: { kept: 2, broken: 1, open: 0 } },
        ...{ newlyBroken: 1, noLongerBroken: 1 },
      },
    ])
  })

  it('leaves aside what teams and suppliers promise, and counts what is not promised any more as open', () => {
    const events = log('2026-11-27T12:00Z', ['2026-11-30T08:30Z', { state: 'resolved' }])
    const late = clockOf(events, target({ seconds: hour }), '2026-12-10T09:00Z')
    const ola = clockOf(events, target({ seconds: hour, kind: 'ola', team: 'desk' }), '2026-12-10T09:00Z')
    expect(compare([late, ola], [])).toMatchObject([{ was: 'broken', would: 'open', dueWould: null }])
  })
})
