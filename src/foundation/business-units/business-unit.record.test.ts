import { describeRecord } from '../../../test/kit/describe-record.ts'
import { BusinessUnit } from './business-unit.record.ts'

await describeRecord(BusinessUnit, { change: { name: 'Retail banking' } })
