import { expect, test } from 'vitest'
import { isBackupDue, judgeDisk } from './disk.ts'

const gb = 1024 ** 3
test.each([
  ['enough', 60, 500],
  ['low', 40, 500],
  ['enough', 60, 4000],
  ['low', 4, 4000],
  ['full', 0.5, 20],
])('a disk is %s with %d of %d GB free', (level, free, total) => {
  expect(judgeDisk({ free: free * gb, total: total * gb }).level).toBe(level)
})

test('a backup is due once there is none, or the last is older than a day', () => {
  const now = new Date('2026-03-02T09:00:00Z')
  expect(isBackupDue(null, now)).toBe(true)
  expect(isBackupDue(new Date('2026-03-01T08:59:00Z'), now)).toBe(true)
  expect(isBackupDue(new Date('2026-03-01T09:01:00Z'), now)).toBe(false)
})
