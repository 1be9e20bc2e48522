import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { OnCallOverride } from './on-call-override.record.ts'

await describeRecord(OnCallOverride, { change: { why: 'They swapped' } })
