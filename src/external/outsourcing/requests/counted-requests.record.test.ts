import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { CountedRequests } from './counted-requests.record.ts'

const hour = (n: number): string => new Date(Date.UTC(2026, 0, 1, n)).toISOString()

await describeRecord(CountedRequests, {
  make: (n) => ({ startsAt: hour(n), endsAt: hour(n + 1), total: 1000 + n, failed: 1 + (n % 50) }),
  apart: ['startsAt', 'endsAt'],
  change: { total: 5000 },
})
