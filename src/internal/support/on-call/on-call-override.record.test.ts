import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { OnCallOverride } from './on-call-override.record.ts'

await describeRecord(OnCallOverride, {
  make: () => ({ startsAt: '2026-12-24T08:00:00.000Z', endsAt: '2026-12-26T08:00:00.000Z' }),
  change: { why: 'They swapped' },
})
