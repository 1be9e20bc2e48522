import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createChance } from '../foundation/chance.ts'
import { addDays } from '../kernel/calendar/calendar.ts'
import { countsUntil, firstCounted } from './requests.demo.ts'

it('whenever the demo company begins, its last month fell below what was promised, and two days of it are not known', () => {
  const days = fc
    .date({ min: new Date('2026-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10))
  fc.assert(
    fc.property(days, (today) => {
      const counts = countsUntil(today, createChance(1))
      expect(counts[0]?.day).toBe(firstCounted(today))
      const month = addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)
      const last = counts.filter(({ day }) => day.startsWith(month))
      const sum = (of: 'total' | 'failed'): number => last.reduce((all, one) => all + one[of], 0)
      expect(sum('failed') / sum('total')).toBeGreaterThan(0.001)
      const length = Number(addDays(`${today.slice(0, 7)}-01`, -1).slice(8))
      expect(last).toHaveLength(length - 2)
      expect(counts.every(({ total, failed }) => failed <= total)).toBe(true)
    }),
  )
})
