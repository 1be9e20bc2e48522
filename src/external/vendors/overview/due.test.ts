import { describe, expect, it } from 'vitest'
import { type Coming, dueOf } from './due.ts'

const today = '2026-11-28'
const coming = (day: string | null, what = 'Review', more: Partial<Coming> = {}): Coming => ({
  ...{ type: 'performance_review', id: day ?? 'none', title: 'It', day, what },
  ...more,
})

describe('what is due about a vendor', () => {
  it('is told in days, the earliest first, and what is late is never left out', () =>
    expect(
      dueOf(
        [coming('2026-12-08', 'Engagement ends'), coming('2025-11-28'), coming('2026-11-28'), coming('2026-11-29')],
        {
          today,
          within: 90,
        },
      ).map(({ says, isLate }) => [says, isLate]),
    ).toEqual([
      ['Review, overdue by 365 days', true],
      ['Review today', false],
      ['Review in 1 day', false],
      ['Engagement ends in 10 days', false],
    ]))

  it('leaves out what lies further ahead, and what has no day', () =>
    expect(dueOf([coming('2027-03-01'), coming(null)], { today, within: 90 })).toEqual([]))

  it('takes the day of an instant', () =>
    expect(dueOf([coming('2026-12-01T09:00:00.000Z', 'Meeting')], { today, within: 7 })[0]).toMatchObject({
      on: '2026-12-01',
      says: 'Meeting in 3 days',
    }))

  it('tells what waits for an answer by how long, and doesn’t call it late', () =>
    expect(
      dueOf(
        ['2026-10-19', '2026-11-27', '2026-11-28'].map((day) =>
          coming(day, 'Claim sent, no answer', { isWaiting: true }),
        ),
        { today, within: 7 },
      ).map(({ says, isLate }) => [says, isLate]),
    ).toEqual([
      ['Claim sent, no answer for 40 days', false],
      ['Claim sent, no answer for 1 day', false],
      ['Claim sent, no answer since today', false],
    ]))
})
