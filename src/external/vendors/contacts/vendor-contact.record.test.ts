import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { VendorContact } from './vendor-contact.record.ts'

await describeRecord(VendorContact, { change: { reachable: 'Around the clock' } })
