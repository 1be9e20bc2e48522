import { describe, expect, it } from 'vitest'
import { at, hour, log, office } from '../../../../test/kit/support/clock.ts'
import { alwaysOpen } from '../../../kernel/calendar/calendar.ts'
import { choose, type Policy, sayChosen, targetsOf } from './choose.ts'
import { lifeOf, type TicketEvent } from './life.ts'
import type { Facts } from './promise.ts'

const policy = (id: string, more: Partial<Policy> = {}): Policy => ({
  ...{ id, name: id, kind: 'sla', types: [], priorities: [], services: [], units: [], teams: [] },
  ...{
    isForVip: false,
    goesOn: ['response'],
    standsStill: [],
    agreedBy: [],
    isForAnySupplier: false,
    calendar: 'office',
    times: { response: { days: 0, seconds: hour }, resolution: { days: 0, seconds: 8 * hour } },
  },
  ...more,
})
const facts: Facts = {
  ...{ state: 'new', pendingReason: null, team: 'desk', type: 'incident', priority: 'high', service: 'mail' },
  ...{ units: ['sales', 'company'], isVip: false, engaged: [] },
}
const chosen = (policies: readonly Policy[], more: Partial<Facts> = {}) =>
  choose(policies, { facts: { ...facts, ...more }, kind: 'sla', metric: 'resolution' })
const calendarOf = (id: string) => (id === 'always' ? alwaysOpen : office)

describe('of several policies', () => {
  const all = policy('Standard')
  const high = policy('High', { priorities: ['critical', 'high'] })
  const mail = policy('Mail', { services: ['mail'] })
  const vip = policy('VIP', { isForVip: true })

  it('the most specific counts, whichever comes first', () => {
    expect(chosen([all, high])?.policy.id).toBe('High')
    expect(chosen([high, all])?.policy.id).toBe('High')
    expect(chosen([high, mail, all])?.policy.id).toBe('Mail')
    expect(chosen([mail, vip], { isVip: true })?.policy.id).toBe('Mail')
    expect(chosen([high, vip], { isVip: true })?.policy.id).toBe('VIP')
    expect(chosen([high, vip])?.policy.id).toBe('High')
  })

  it('that of the nearer unit counts before that of the unit around it', () => {
    const wide = policy('A company', { units: ['company'] })
    const near = policy('B sales', { units: ['sales'] })
    expect(chosen([wide, near])?.policy.id).toBe('B sales')
    expect(chosen([wide, near], { units: ['it', 'company'] })?.policy.id).toBe('A company')
    expect(chosen([wide, near], { units: [] })).toBeNull()
  })

  it('the older counts where two say as much', () => {
    const [first, second] = [policy('1'), policy('2')]
    expect(chosen([second, first])?.policy.id).toBe('1')
  })

  it('each thing promised is looked for by itself, so that a policy may change one and leave the rest', () => {
    const quick = policy('Quick', { isForVip: true, times: { response: { days: 0, seconds: 600 } } })
    const life = lifeOf([{ at: 0, order: 1, kind: 'opened', facts: { ...facts, isVip: true } }], 1)
    if (!life) throw new Error('It was opened.')
    expect(
      targetsOf(life, [all, quick], calendarOf).map(({ policy: id, metric, seconds }) => [id, metric, seconds]),
    ).toEqual([
      ['Quick', 'response', 600],
      ['Standard', 'resolution', 8 * hour],
    ])
  })

  it('it is said why one counts', () => {
    const say = (policies: readonly Policy[], more: Partial<Facts> = {}) => {
      const found = chosen(policies, more)
      return found && sayChosen(found)
    }
    expect(say([all])).toBe('“Standard” counts, which holds for all tickets.')
    expect(say([all, high, mail])).toBe(
      '“Mail” counts, since it names this service, before “Standard” and “High”, that says less about this ticket.',
    )
  })
})

describe('the clocks of a ticket', () => {
  const life = (events: readonly TicketEvent[], asOf = '2026-11-25T08:00Z') => {
    const made = lifeOf(events, at(asOf))
    if (!made) throw new Error('It was opened.')
    return made
  }

  it('are chosen by how it stands at the end, and count from the opening', () => {
    const [high, low] = [policy('high', { priorities: ['high'] }), policy('low', { priorities: ['low'] })]
    const raised = log(
      '2026-11-24T08:00Z',
      ['2026-11-24T08:00Z', { priority: 'low' }],
      ['2026-11-24T12:00Z', { priority: 'high' }],
    )
    expect(targetsOf(life(raised), [high, low], calendarOf).map(({ policy: id }) => id)).toEqual(['high', 'high'])
    expect(targetsOf(life(raised, '2026-11-24T11:00Z'), [high, low], calendarOf)[0]?.policy).toBe('low')
  })

  it('stand side by side: to those who ask, per team that had it, and of suppliers', () => {
    const policies = [
      policy('sla'),
      policy('ola', { kind: 'ola', calendar: 'always', times: { resolution: { days: 0, seconds: hour } } }),
      policy('network ola', { kind: 'ola', teams: ['network'], times: { resolution: { days: 0, seconds: 2 * hour } } }),
      policy('uc', { kind: 'uc', isForAnySupplier: true, times: { resolution: { days: 2, seconds: 0 } } }),
    ]
    const moved = log(
      '2026-11-24T08:00Z',
      ['2026-11-24T09:00Z', { team: 'network' }],
      ['2026-11-24T10:00Z', { team: 'desk' }],
    )
    expect(
      targetsOf(life(moved), policies, calendarOf).map(({ policy: id, metric, team, seconds }) => [
        id,
        metric,
        team,
        seconds / hour,
      ]),
    ).toEqual([
      ['sla', 'response', null, 1],
      ['sla', 'resolution', null, 8],
      ['ola', 'resolution', 'desk', 1],
      ['network ola', 'resolution', 'network', 2],
      ['uc', 'resolution', null, 18],
    ])
  })

  it('are owed by a supplier under what was agreed with it, and by any other only where a policy says so', () => {
    const uc = (id: string, more: Partial<Policy>) => policy(id, { kind: 'uc', goesOn: [], ...more })
    const nordlys = uc('Nordlys', { agreedBy: ['nordlys'] })
    const any = uc('any', { isForAnySupplier: true })
    const forNobody = uc('draft', {})
    const owed = (policies: readonly Policy[], ...engaged: readonly string[]) =>
      targetsOf(
        life(log('2026-11-24T08:00Z', ['2026-11-24T09:00Z', { engaged }], ['2026-11-24T10:00Z', { engaged: [] }])),
        policies,
        calendarOf,
      ).flatMap(({ policy: id, metric, agreement }) => (metric === 'resolution' ? [[id, agreement]] : []))
    expect(owed([nordlys, forNobody])).toEqual([])
    expect(owed([nordlys, forNobody], 'other')).toEqual([])
    expect(owed([nordlys, any], 'nordlys')).toEqual([['Nordlys', 'nordlys']])
    expect(owed([any, nordlys], 'nordlys', 'other')).toEqual([
      ['Nordlys', 'nordlys'],
      ['any', 'other'],
    ])
    expect(owed([any, nordlys])).toEqual([['any', null]])
  })

  it('are none where nothing is promised', () => {
    expect(targetsOf(life(log('2026-11-24T08:00Z')), [policy('x', { priorities: ['critical'] })], calendarOf)).toEqual(
      [],
    )
  })
})
