import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { Scorecard } from './scorecard.record.ts'

await describeRecord(Scorecard, {
  change: { purpose: 'For what is run for us' },
  make: () => ({ goodFrom: 85, fairFrom: 70 }),
})
