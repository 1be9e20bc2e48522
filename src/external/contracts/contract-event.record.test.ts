import { describeRecord } from '../../../test/kit/describe-record.ts'
import { ContractEvent } from './contract-event.record.ts'

await describeRecord(ContractEvent, {
  make: () => ({
    ...{ kind: 'initial', happenedOn: '2026-01-15', startsOn: '2026-02-01', endsOn: '2027-01-31' },
    ...{
      termCount: 12,
      termUnit: 'months',
      alignment: 'any_day',
      renewal: 'automatic',
      renewalCount: 12,
      renewalUnit: 'months',
    },
    ...{ noticeCount: 3, noticeUnit: 'months', receivedOn: '2026-01-17', upliftCap: '5.00', upliftFloor: '1.00' },
  }),
  change: { subject: 'Signed by both' },
})
