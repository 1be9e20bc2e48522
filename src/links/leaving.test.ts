import { expect, it } from 'vitest'
import { leavingOf } from './leaving.ts'

it('is bound by the longest contract, and counts those that don’t say', () => {
  const contracts = [
    { committedUntil: '2027-03-31', sendBy: '2026-12-30' },
    { committedUntil: '2028-12-31', sendBy: '2028-06-30' },
    { committedUntil: null, sendBy: null },
  ]
  expect(leavingOf(contracts, '2026-11-28')).toEqual({
    boundUntil: '2028-12-31',
    nextNotice: '2026-12-30',
    unknown: 1,
  })
})

it('takes a notice of today for one that can still be sent, and none that is over', () => {
  const contracts = [{ committedUntil: '2026-12-31', sendBy: '2026-11-28' }]
  expect(leavingOf(contracts, '2026-11-28').nextNotice).toBe('2026-11-28')
  expect(leavingOf(contracts, '2026-11-29').nextNotice).toBeNull()
})

it('knows nothing of no contracts', () => {
  expect(leavingOf([], '2026-11-28')).toEqual({ boundUntil: null, nextNotice: null, unknown: 0 })
})
