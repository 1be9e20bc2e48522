import { describeRecord } from '../../../test/kit/describe-record.ts'
import { VendorTicket } from './vendor-ticket.record.ts'

await describeRecord(VendorTicket, { change: { theirNumber: 'INC-4711' } })
