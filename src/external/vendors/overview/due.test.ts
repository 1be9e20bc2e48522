import { describe, expect, it } from 'vitest'
import { dueOf } from './due.ts'

const today = '2026-11-28'
const coming = (day: string | null, type = 'performance_review') => ({ type, id: day ?? 'none', title: 'It', day })

describe('what is due about a vendor', () => {
  it('is told in days, the earliest first, and what is late is never left out', () =>
    expect(
      dueOf([coming('2026-12-08', 'engagement'), coming('2025-11-28'), coming('2026-11-28'), coming('2026-11-29')], {
        today,
        within: 90,
      }).map(({ says, isLate }) => [says, isLate]),
    ).toEqual([
      ['Review, overdue by 365 days', true],
      ['Review today', false],
      ['Review in 1 day', false],
      ['Engagement ends in 10 days', false],
    ]))

  it('leaves out what lies further ahead, and what has no day', () =>
    expect(dueOf([coming('2027-03-01'), coming(null)], { today, within: 90 })).toEqual([]))

  it('takes the day of an instant', () =>
    expect(dueOf([coming('2026-12-01T09:00:00.000Z', 'vendor_meeting')], { today, within: 7 })[0]).toMatchObject({
      on: '2026-12-01',
      says: 'Meeting in 3 days',
    }))
})
