import { describeRecord } from '../../../test/kit/describe-record.ts'
import { Service } from './service.record.ts'

await describeRecord(Service, { change: { purpose: 'Keeps the lights on.' } })
