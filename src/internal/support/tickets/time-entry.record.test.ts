import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { TimeEntry } from './time-entry.record.ts'

await describeRecord(TimeEntry, { change: { note: 'Looked at the log' } })
