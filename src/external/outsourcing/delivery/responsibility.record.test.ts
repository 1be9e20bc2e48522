import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { Responsibility } from './responsibility.record.ts'

await describeRecord(Responsibility, { change: { activity: 'Restore backups' } })
