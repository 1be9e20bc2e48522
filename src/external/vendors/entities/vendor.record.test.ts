import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { Vendor } from './vendor.record.ts'

await describeRecord(Vendor, { change: { about: 'Keeps our networks running' } })
