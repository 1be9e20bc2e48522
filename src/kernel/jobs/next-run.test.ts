import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextRun } from './next-run.ts'

const now = new Date('2026-03-02T09:07:30.000Z')
test.each([
  ['* * * * *', '2026-03-02T09:08:00.000Z'],
  ['5 * * * *', '2026-03-02T10:05:00.000Z'],
  ['27 * * * *', '2026-03-02T09:27:00.000Z'],
  ['10 1 * * *', '2026-03-03T01:10:00.000Z'],
  ['10 23 * * *', '2026-03-02T23:10:00.000Z'],
])('%s runs next at %s', (cron, at) => {
  expect(nextRun(cron, now)?.toISOString()).toBe(at)
})

test('what has no schedule, or one of another kind, promises no time', () => {
  expect(nextRun(null, now)).toBeNull()
  expect(nextRun('*/5 * * * *', now)).toBeNull()
})

test('the next run lies ahead, and at most a day', () => {
  const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(time, fc.nat(59), fc.nat(23), (at, minute, hour) => {
      const next = nextRun(`${minute} ${hour} * * *`, at)?.getTime() ?? 0
      expect(next).toBeGreaterThan(at.getTime())
      expect(next - at.getTime()).toBeLessThanOrEqual(86_400_000)
    }),
  )
})
