import { describe, expect, it } from 'vitest'
import { clockOn, initial, lasting, notice, rule } from '../../../test/kit/external/contract.ts'
import type { ContractEvent } from './contract-event.record.ts'
import { problemsOfEvent } from './event-problems.ts'
import { termEventsOf } from './term-events.ts'

const empty: ContractEvent = {
  ...{ id: 'one', number: null, version: 1, state: null, createdBy: null, updatedBy: null, archivedAt: null },
  ...{ createdAt: '2026-01-01T09:00:00.000Z', updatedAt: '2026-01-01T09:00:00.000Z' },
  ...{ subject: 'Signed', contract: 'contract', kind: 'initial', happenedOn: '2026-01-01', clause: null },
  ...{ startsOn: null, effectiveOn: null, endsOn: null, termCount: null, termUnit: null },
  ...{ renewal: null, renewalCount: null, renewalUnit: null, maxRenewals: null },
  ...{ noticeCount: null, noticeUnit: null, isNoticeClear: null, alignment: null },
  ...{ method: null, receiptCount: null, receiptUnit: null, isReceiptConfirmed: null },
  ...{ price: null, pricePer: null, uplift: null, upliftEvery: null, upliftPercent: null },
  ...{ upliftIndex: null, upliftLag: null, upliftCap: null, upliftFloor: null },
  ...{ givenBy: null, receivedOn: null, reason: null, decision: null, decidedEnd: null },
}
const row = (over: Partial<ContractEvent>): ContractEvent => ({ ...empty, ...over })
const signed = row({
  ...{ startsOn: '2026-01-01', termCount: 12, termUnit: 'months', renewal: 'automatic' },
  ...{ renewalCount: 12, renewalUnit: 'months', noticeCount: 3, noticeUnit: 'months' },
})

describe('the log of a contract', () => {
  it('is what its rows say, and the usual where they say nothing', () => {
    expect(termEventsOf([signed])).toEqual([
      initial('2026-01-01', { until: lasting(12, 'months'), rule: rule({ notice: notice(3, 'months') }) }),
    ])
  })

  it('has prices in whole minor units, with what raises them', () => {
    const price = { amount: '1200.5', currency: 'EUR' }
    const prices = [
      row({ ...signed, price, pricePer: 'month' }),
      row({ ...signed, price: { amount: '5000', currency: 'JPY' }, uplift: 'percent', upliftPercent: '3.50' }),
      row({
        ...signed,
        price,
        uplift: 'index',
        upliftIndex: 'HICP',
        upliftCap: '5.00',
        upliftEvery: 'year',
        upliftLag: 3,
      }),
    ].flatMap((one) => termEventsOf([one]).map((event) => ('price' in event ? event.price : null)))
    expect(prices).toEqual([
      { minor: 120_050, currency: 'EUR', per: 'month', uplift: null },
      { minor: 5000, currency: 'JPY', per: 'year', uplift: { kind: 'percent', every: 'renewal', percent: '3.50' } },
      {
        ...{ minor: 120_050, currency: 'EUR', per: 'year' },
        uplift: { kind: 'index', every: 'year', index: 'HICP', lag: 3, cap: '5.00', floor: null },
      },
    ])
  })

  it('changes by an amendment only what that says', () => {
    const amendment = row({ kind: 'amendment', effectiveOn: '2026-03-01', noticeCount: 30, noticeUnit: 'days' })
    const clock = clockOn('2026-03-01', termEventsOf([signed, { ...amendment, createdAt: '2026-02-01T09:00:00.000Z' }]))
    expect([clock.exit?.deadline, clock.nextRenewals.length]).toEqual(['2026-12-01', 3])
  })

  it('takes rows of one day in the order in which they were written, and none that are archived', () => {
    const at = (createdAt: string, endsOn: string): ContractEvent =>
      row({ kind: 'extension', happenedOn: '2026-05-01', createdAt, endsOn })
    const [early, late] = [at('2026-05-01T08:00:00.000Z', '2027-01-31'), at('2026-05-01T09:00:00.000Z', '2027-03-31')]
    expect(clockOn('2026-05-01', termEventsOf([late, signed, early])).term.end).toBe('2027-03-31')
    const archived = { ...late, archivedAt: '2026-06-01T09:00:00.000Z' }
    expect(clockOn('2026-05-01', termEventsOf([archived, signed, early])).term.end).toBe('2027-01-31')
  })

  it('has notices, terminations and renewals', () => {
    const told = termEventsOf([
      row({ kind: 'notice', givenBy: 'them', method: 'courier', receivedOn: '2026-01-03' }),
      row({ kind: 'termination', endsOn: '2026-09-30' }),
      row({ kind: 'renewal', termCount: 2, termUnit: 'years' }),
    ])
    expect(told).toEqual([
      { kind: 'notice', on: '2026-01-01', by: 'them', method: 'courier', receivedOn: '2026-01-03' },
      { kind: 'termination', on: '2026-01-01', endsOn: '2026-09-30' },
      { kind: 'renewal', on: '2026-01-01', until: lasting(2, 'years'), price: null },
    ])
  })
})

describe('what is wrong with an event', () => {
  const fields = (over: Partial<ContractEvent>): readonly string[] =>
    (problemsOfEvent(row(over)) ?? []).flatMap((problem) => (problem ? [problem.field] : []))

  it('is what its kind needs and lacks', () => {
    expect(fields({ ...signed })).toEqual([])
    expect(fields({})).toEqual(['startsOn', 'renewal'])
    expect(fields({ ...signed, termCount: null, termUnit: null })).toEqual(['termCount'])
    expect(fields({ ...signed, renewal: 'evergreen', termCount: null, termUnit: null })).toEqual([])
    expect(fields({ ...signed, renewalCount: null, renewalUnit: null })).toEqual(['renewalCount'])
    expect(fields({ kind: 'amendment' })).toEqual(['effectiveOn'])
    expect(fields({ kind: 'extension' })).toEqual(['endsOn'])
    expect(fields({ kind: 'termination' })).toEqual(['endsOn'])
    expect(fields({ kind: 'notice' })).toEqual(['givenBy'])
  })

  it('is a number without its unit, and days that contradict each other', () => {
    expect(fields({ ...signed, noticeUnit: null })).toEqual(['noticeUnit'])
    expect(fields({ ...signed, endsOn: '2026-12-31' })).toEqual([])
    expect(fields({ ...signed, endsOn: '2026-12-30' })).toEqual(['endsOn'])
    expect(fields({ ...signed, termCount: null, termUnit: null, endsOn: '2025-12-31' })).toEqual(['endsOn'])
    expect(fields({ kind: 'notice', givenBy: 'us', receivedOn: '2025-12-31' })).toEqual(['receivedOn'])
    expect(fields({ ...signed, upliftCap: '1.00', upliftFloor: '2.00' })).toEqual(['upliftCap'])
    expect(problemsOfEvent(row({ ...signed, endsOn: '2026-12-30' }))).toContainEqual({
      field: 'endsOn',
      says: 'By its length it ends on 2026-12-31. Leave out the one that is wrong.',
    })
  })
})
