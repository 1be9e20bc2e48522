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
import type { TermLength, Until } from './terms.ts'

const says = (clock: { readonly trace: readonly { readonly says: string }[] }): string =>
  clock.trace.map((note) => note.says).join('\n')

describe('the clock of a contract that renews by itself', () => {
  it('counts notice back from the end of the term that it is in, not of the first one (GLPI #23084)', () => {
    const contract = initial('2024-08-29', { rule: rule({ notice: notice(2, 'months') }) })
    expect(clockOn('2025-08-28', [contract]).term.end).toBe('2025-08-28')
    const { term, exit } = clockOn('2026-02-11', [contract])
    expect(term).toEqual({ start: '2025-08-29', end: '2026-08-28' })
    expect(exit).toMatchObject({ end: '2026-08-28', counted: '2026-06-28', deadline: '2026-06-28' })
  })

  it('has three years, then one at a time, where it says so (GLPI #15893)', () => {
    const contract = initial('2020-08-01', { until: lasting(36, 'months') })
    expect(clockOn('2023-07-31', [contract]).term.end).toBe('2023-07-31')
    const { term, exit, renewals, nextRenewals } = clockOn('2023-10-31', [contract])
    expect([term.end, exit?.deadline, renewals]).toEqual(['2024-07-31', '2024-04-30', 1])
    expect(nextRenewals.map(({ end }) => end)).toEqual(['2025-07-31', '2026-07-31', '2027-07-31'])
  })

  it('has its notice day in another year than its end, where that is so (GLPI #14703, #18954)', () => {
    const contract = initial('2024-02-01', { rule: rule({ notice: notice(90, 'days') }) })
    expect(clockOn('2025-03-01', [contract]).exit).toMatchObject({ end: '2026-01-31', deadline: '2025-11-02' })
  })

  it('doesn’t drift from the 31st: by months from 31 January it ends on 30 March, not on 27 March', () => {
    const contract = initial('2026-01-31', {
      until: lasting(1, 'months'),
      rule: rule({ renewal: months(1), notice: null }),
    })
    const ends = ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01']
    expect(ends.map((day) => clockOn(day, [contract]).term.end)).toEqual([
      '2026-02-27',
      '2026-03-30',
      '2026-04-29',
      '2026-05-30',
      '2026-06-29',
    ])
    expect(clockOn('2028-02-28', [contract]).term).toEqual({ start: '2028-01-31', end: '2028-02-28' })
  })

  it('is at home on a leap day', () => {
    const contract = initial('2024-02-29', { rule: rule({ notice: notice(1, 'months') }) })
    expect(clockOn('2024-03-01', [contract]).term.end).toBe('2025-02-27')
    expect(clockOn('2025-03-01', [contract]).term).toEqual({ start: '2025-02-28', end: '2026-02-27' })
    expect(clockOn('2028-03-01', [contract]).term).toEqual({ start: '2028-02-29', end: '2029-02-27' })
  })

  it('counts on from a last day that it names', () => {
    const contract = initial('2024-03-15', { until: { endsOn: '2024-12-31' } })
    expect(clockOn('2026-05-05', [contract]).term).toEqual({ start: '2026-01-01', end: '2026-12-31' })
    expect(clockOn('2026-05-05', [contract]).exit?.deadline).toBe('2026-09-30')
  })

  it('renews by months after a first term in days', () => {
    const contract = initial('2026-01-15', {
      until: lasting(90, 'days'),
      rule: rule({ renewal: months(1), notice: null }),
    })
    expect(clockOn('2026-04-20', [contract]).term).toEqual({ start: '2026-04-15', end: '2026-05-14' })
    expect(clockOn('2026-05-20', [contract]).term).toEqual({ start: '2026-05-15', end: '2026-06-14' })
  })

  it('ends by itself once it has renewed as often as it may', () => {
    const contract = initial('2023-01-01', { rule: rule({ maxRenewals: 2 }) })
    const last = clockOn('2025-02-01', [contract], { lead: days(60) })
    expect(last).toMatchObject({ renewals: 2, exit: null, notice: 'not_needed', committedUntil: '2025-12-31' })
    expect([last.lastDay, last.decideBy, last.nextRenewals]).toEqual(['2025-12-31', '2025-11-01', []])
    expect(says(last)).toContain('It renews at most twice, which has been used')
    expect(clockOn('2026-01-01', [contract])).toMatchObject({ state: 'ended', commitment: [], committedUntil: null })
  })

  it('is committed to the next term once the deadline has passed, and says to how much', () => {
    const contract = initial('2025-01-01', { price: yearly(1_200_000) })
    const before = clockOn('2025-09-30', [contract])
    expect([before.notice, before.committedUntil, before.nextExit?.end]).toEqual(['due', '2025-12-31', '2025-12-31'])
    const after = clockOn('2025-10-01', [contract])
    expect([after.notice, after.committedUntil]).toEqual(['missed', '2026-12-31'])
    expect(after.exit?.deadline).toBe('2025-09-30')
    expect(after.nextExit).toMatchObject({ end: '2026-12-31', deadline: '2026-09-30' })
    // 92 of 365 days of this year, and all of the next one.
    expect(after.commitment).toEqual([
      { minor: 1_200_000 - Math.round((1_200_000 * 273) / 365) + 1_200_000, currency: 'EUR' },
    ])
    expect(says(after)).toContain(
      'Notice for this term had to be received by 30 September 2025, and none was: committed until 31 December 2026.',
    )
  })

  it('is committed beyond the next term where notice is longer than a term', () => {
    const contract = initial('2026-01-01', { until: lasting(1, 'months'), rule: rule({ renewal: months(1) }) })
    const clock = clockOn('2026-05-10', [contract])
    expect([clock.term.end, clock.exit?.deadline, clock.committedUntil]).toEqual([
      '2026-05-31',
      '2026-02-28',
      '2026-08-31',
    ])
  })

  it('can only end where months, quarters or its own years do', () => {
    const on = (alignment: 'month_end' | 'quarter_end' | 'term_year_end'): string | null =>
      clockOn('2026-03-01', [
        initial('2026-02-10', { until: lasting(10, 'months'), rule: rule({ alignment, renewal: months(10) }) }),
      ]).term.end
    expect([on('month_end'), on('quarter_end'), on('term_year_end')]).toEqual([
      '2026-12-31',
      '2026-12-31',
      '2027-02-09',
    ])
  })

  it('runs on to the next of these days with each renewal, however short that is', () => {
    const ends = (length: Until, day: string): string | null =>
      clockOn(day, [
        initial('2026-02-10', {
          until: length,
          rule: rule({ ...{ alignment: 'quarter_end', notice: null, maxRenewals: 2 }, renewal: renewalOf(length) }),
        }),
      ]).term.end
    for (const length of [lasting(10, 'days'), lasting(1, 'months'), lasting(5, 'weeks')])
      expect(['2026-02-10', '2026-04-01', '2026-07-01'].map((day) => ends(length, day))).toEqual([
        ...['2026-03-31', '2026-06-30', '2026-09-30'],
      ])
  })
})

const renewalOf = (until: Until): TermLength | null => (until && 'length' in until ? until.length : null)

describe('a deadline that is counted back', () => {
  const ends = (over: Parameters<typeof rule>[0], ...holidays: readonly string[]) =>
    clockOn('2026-01-15', [initial('2025-08-29', { rule: rule(over) })], { calendar: office(...holidays) }).exit

  it('never moves forward: what falls on a Sunday moves back to the Friday before', () => {
    expect(ends({ notice: notice(2, 'months') })).toMatchObject({ counted: '2026-06-28', deadline: '2026-06-26' })
    expect(ends({ notice: notice(2, 'months') }, '2026-06-26')).toMatchObject({ deadline: '2026-06-25' })
  })

  it('leaves out the day of receipt and the last day where they are clear days', () => {
    expect(ends({ notice: notice(30, 'days') })?.counted).toBe('2026-07-29')
    expect(ends({ notice: notice(30, 'days', true) })?.counted).toBe('2026-07-28')
    expect(ends({ notice: notice(3, 'months', true) })?.counted).toBe('2026-05-27')
    expect(ends({ notice: notice(2, 'weeks') })?.counted).toBe('2026-08-14')
  })

  it('counts business days by the calendar', () => {
    // 28 August 2026 is a Friday.
    expect(ends({ notice: notice(5, 'business_days') })?.counted).toBe('2026-08-21')
    expect(ends({ notice: notice(5, 'business_days') }, '2026-08-26')?.counted).toBe('2026-08-20')
    expect(ends({ notice: notice(5, 'business_days', true) })?.counted).toBe('2026-08-20')
  })

  it('is until the last day where no notice is agreed', () => {
    expect(ends({ notice: null })).toMatchObject({ counted: '2026-08-28', deadline: '2026-08-28' })
  })

  it('is to be met by the way it is sent, after the time that deciding takes (GLPI #12620)', () => {
    const clock = clockOn(
      '2026-05-01',
      [
        initial('2025-08-29', {
          rule: rule({
            notice: notice(2, 'months'),
            method: 'courier',
            receipts: { courier: { after: days(2), isOnConfirmation: false } },
          }),
        }),
      ],
      { calendar: office(), lead: { count: 10, unit: 'business_days' } },
    )
    expect(clock.exit).toEqual({
      end: '2026-08-28',
      counted: '2026-06-28',
      deadline: '2026-06-26',
      sendBy: '2026-06-24',
      decideBy: '2026-06-10',
    })
    expect(says(clock)).toContain(
      '28 June 2026 is no business day. A deadline that is counted back never moves forward',
    )
    expect(says(clock)).toContain('Sent by courier it counts as received 2 days after it was sent')
    expect(says(clock)).toContain('10 business days are needed inside from deciding to acting: decide by 10 June 2026.')
  })

  it('says when it is due, late or missed', () => {
    const contract = initial('2025-08-29', {
      rule: rule({
        notice: notice(2, 'months'),
        method: 'post',
        receipts: { post: { after: days(3), isOnConfirmation: false } },
      }),
    })
    const on = (day: string): string => clockOn(day, [contract], { lead: days(30) }).notice
    expect(['2026-05-25', '2026-05-26', '2026-06-25', '2026-06-26', '2026-06-28', '2026-06-29'].map(on)).toEqual([
      'ahead',
      'due',
      'due',
      'late',
      'late',
      'missed',
    ])
  })
})
