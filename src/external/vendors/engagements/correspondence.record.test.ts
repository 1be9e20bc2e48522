import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { Correspondence } from './correspondence.record.ts'

await describeRecord(Correspondence, { change: { text: 'They called back' } })
