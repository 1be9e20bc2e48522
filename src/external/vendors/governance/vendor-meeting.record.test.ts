import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { VendorMeeting } from './vendor-meeting.record.ts'

await describeRecord(VendorMeeting, { change: { agenda: 'Open issues' }, make: () => ({ timeZone: 'Europe/Berlin' }) })
