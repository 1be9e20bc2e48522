import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { VendorIssue } from './vendor-issue.record.ts'

await describeRecord(VendorIssue, { change: { description: 'Invoices name the wrong order' } })
