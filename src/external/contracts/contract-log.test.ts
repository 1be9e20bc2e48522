import { describe, expect, it } from 'vitest'
import {
  clockOn,
  days,
  initial,
  lasting,
  months,
  notice,
  office,
  rule,
  yearly,
} from '../../../test/kit/external/contract.ts'
import { contractClock } from './contract.rules.ts'
import type { TermEvent } from './terms.ts'

const says = (clock: { readonly trace: readonly { readonly says: string }[] }): string =>
  clock.trace.map((note) => note.says).join('\n')

describe('a notice', () => {
  const contract = initial('2024-01-01', { price: yearly(365_00) })
  const given = (on: string, receivedOn: string | null = null): TermEvent => ({
    ...{ kind: 'notice', on, by: 'us', method: 'email', receivedOn },
  })

  it('ends the contract with the term that it is in time for', () => {
    const clock = clockOn('2026-10-15', [contract, given('2026-09-30')])
    expect(clock).toMatchObject({
      state: 'ending',
      notice: 'given',
      lastDay: '2026-12-31',
      committedUntil: '2026-12-31',
    })
    expect([clock.exit, clock.nextRenewals]).toEqual([null, []])
    expect(clockOn('2027-01-01', [contract, given('2026-09-30')]).state).toBe('ended')
  })

  it('that comes too late counts for the next end, and says so', () => {
    const clock = clockOn('2026-10-15', [contract, given('2026-10-01')])
    expect([clock.lastDay, clock.term.end]).toEqual(['2027-12-31', '2026-12-31'])
    expect(says(clock)).toContain('That is too late for the end on 31 December 2026: it counts for the next.')
    expect(clockOn('2027-06-01', [contract, given('2026-10-01')]).term).toEqual({
      start: '2027-01-01',
      end: '2027-12-31',
    })
  })

  it('counts from its proven receipt, once that has happened', () => {
    const log = [contract, given('2026-09-29', '2026-10-02')]
    expect(clockOn('2026-10-01', log).lastDay).toBe('2026-12-31')
    expect(clockOn('2026-10-02', log).lastDay).toBe('2027-12-31')
  })

  it('is overtaken by a renewal that is agreed after it', () => {
    const renewal: TermEvent = {
      kind: 'renewal',
      on: '2026-11-20',
      until: lasting(24, 'months'),
      price: yearly(300_00),
    }
    const log = [contract, given('2026-09-01'), renewal]
    expect(clockOn('2026-11-19', log).lastDay).toBe('2026-12-31')
    const clock = clockOn('2026-11-20', log)
    expect([clock.state, clock.term.end, clock.exit?.end]).toEqual(['running', '2026-12-31', '2028-12-31'])
    expect(clockOn('2027-01-01', log).term).toEqual({ start: '2027-01-01', end: '2028-12-31' })
  })
})

describe('the clock of other contracts', () => {
  it('ends a fixed one with its term, and asks in time what comes after', () => {
    const contract = initial('2025-07-01', { rule: rule({ kind: 'fixed', renewal: null }) })
    const clock = clockOn('2026-01-01', [contract], { lead: months(4), calendar: office() })
    expect(clock).toMatchObject({ exit: null, notice: 'not_needed', lastDay: '2026-06-30', decideBy: '2026-02-27' })
    expect(clockOn('2026-07-01', [contract]).state).toBe('ended')
  })

  it('lets an option lapse, or goes on where it was taken (GLPI PR #23516)', () => {
    const contract = initial('2025-01-01', { rule: rule({ kind: 'optional', maxRenewals: 1 }) })
    const open = clockOn('2025-06-01', [contract])
    expect([open.exit?.deadline, open.committedUntil, open.nextRenewals]).toEqual(['2025-09-30', '2025-12-31', []])
    expect(says(open)).toContain(
      'It goes on for 12 months only if we say so by 30 September 2025; else it ends on 31 December 2025.',
    )
    const lapsed = clockOn('2025-10-01', [contract])
    expect([lapsed.notice, lapsed.nextExit, lapsed.committedUntil]).toEqual(['missed', null, '2025-12-31'])
    expect(clockOn('2026-01-01', [contract]).state).toBe('ended')

    const taken: TermEvent = { kind: 'renewal', on: '2025-09-01', until: null, price: null }
    expect(clockOn('2025-09-01', [contract, taken])).toMatchObject({ committedUntil: '2026-12-31', exit: null })
    expect(clockOn('2026-02-01', [contract, taken]).term).toEqual({ start: '2026-01-01', end: '2026-12-31' })
  })

  it('runs an evergreen one until notice is given: receipt and notice forward, then to an end of a month', () => {
    const evergreen = (alignment: 'any_day' | 'month_end' | 'quarter_end') =>
      clockOn('2026-02-10', [
        initial('2020-05-01', { until: null, rule: rule({ kind: 'evergreen', renewal: null, alignment }) }),
      ])
    expect(evergreen('any_day')).toMatchObject({ exit: null, committedUntil: '2026-05-10', lastDay: null })
    expect(evergreen('month_end')).toMatchObject({ committedUntil: '2026-05-31', exit: { deadline: '2026-02-28' } })
    expect(evergreen('quarter_end')).toMatchObject({ committedUntil: '2026-06-30', exit: { deadline: '2026-03-31' } })
    expect(evergreen('month_end').term).toEqual({ start: '2020-05-01', end: null })
  })

  it('ends an evergreen one not before the time that it runs for at least', () => {
    const contract = initial('2026-01-01', {
      until: lasting(24, 'months'),
      rule: rule({ kind: 'evergreen', renewal: null }),
    })
    const early = clockOn('2026-03-01', [contract])
    expect(early).toMatchObject({ committedUntil: '2027-12-31', exit: { deadline: '2027-09-30' } })
    const later = clockOn('2028-03-05', [contract])
    expect([later.term, later.committedUntil]).toEqual([{ start: '2028-01-01', end: null }, '2028-06-05'])
    const notice: TermEvent = { kind: 'notice', on: '2028-03-05', by: 'them', method: 'email', receivedOn: null }
    expect(clockOn('2028-04-01', [contract, notice])).toMatchObject({ state: 'ending', lastDay: '2028-06-05' })
  })

  it('is unknown before anything was agreed, and ahead before it starts', () => {
    const contract = initial('2026-07-01', { on: '2026-05-01' })
    expect(contractClock({ events: [contract], asOf: '2026-04-30', lead: days(0) })).toEqual({
      state: 'unknown',
      trace: [],
    })
    expect(clockOn('2026-05-01', [contract])).toMatchObject({
      ...{ state: 'upcoming', term: { start: '2026-07-01', end: '2027-06-30' }, renewals: 0 },
    })
  })
})

describe('what happens to terms', () => {
  it('begins once: another first term is left out, and said to be', () => {
    const clock = clockOn('2026-06-01', [initial('2026-01-01'), initial('2026-05-01')])
    expect(clock.term.end).toBe('2026-12-31')
    expect(says(clock)).toContain('Another initial term, of 1 May 2026, is left out: a contract has one.')
  })

  it('moves the end by an extension, from which the rest is counted', () => {
    const log: readonly TermEvent[] = [
      initial('2025-01-01'),
      { kind: 'extension', on: '2025-06-01', endsOn: '2026-03-31', price: null },
    ]
    expect(clockOn('2025-05-31', log).term.end).toBe('2025-12-31')
    expect(clockOn('2025-06-01', log).exit).toMatchObject({ end: '2026-03-31', deadline: '2025-12-31' })
    expect(clockOn('2026-04-01', log).term).toEqual({ start: '2026-04-01', end: '2027-03-31' })
  })

  it('extends the term that it is in, after renewals', () => {
    const log: readonly TermEvent[] = [
      initial('2022-01-01'),
      { kind: 'extension', on: '2025-06-01', endsOn: '2026-01-31', price: null },
    ]
    expect(clockOn('2025-07-01', log).term).toEqual({ start: '2025-01-01', end: '2026-01-31' })
    expect(clockOn('2026-02-01', log).term).toEqual({ start: '2026-02-01', end: '2027-01-31' })
  })

  it('counts an amendment from its day, at once for a deadline of the same term', () => {
    const amendment: TermEvent = {
      ...{ kind: 'amendment', on: '2026-02-01', effectiveOn: '2026-07-01', price: null },
      rule: { notice: notice(6, 'months') },
    }
    const log = [initial('2026-01-01'), amendment]
    expect(clockOn('2026-01-31', log).exit?.deadline).toBe('2026-09-30')
    expect(clockOn('2026-02-01', log).exit?.deadline).toBe('2026-06-30')
    const later = [initial('2026-01-01'), { ...amendment, effectiveOn: '2027-02-01' }]
    expect(clockOn('2026-03-01', later).exit?.deadline).toBe('2026-09-30')
    expect(clockOn('2027-03-01', later).exit?.deadline).toBe('2027-06-30')
  })

  it('ends on the day of a termination, which cuts its term and what is committed', () => {
    const log: readonly TermEvent[] = [
      initial('2026-01-01', { price: yearly(365_00) }),
      { kind: 'termination', on: '2026-04-01', endsOn: '2026-06-30' },
    ]
    const clock = clockOn('2026-06-21', log)
    expect([clock.term.end, clock.lastDay, clock.notice]).toEqual(['2026-06-30', '2026-06-30', 'not_needed'])
    expect(clock.commitment).toEqual([{ minor: 10_00, currency: 'EUR' }])
    expect(clockOn('2026-07-01', log).state).toBe('ended')
  })
})
