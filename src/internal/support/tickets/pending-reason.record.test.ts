import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { PendingReason } from './pending-reason.record.ts'

await describeRecord(PendingReason, { change: { reminders: 3 } })
