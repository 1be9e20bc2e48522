import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { Engagement } from './engagement.record.ts'

await describeRecord(Engagement, {
  change: { buys: 'Lines between our sites' },
  // No scorecard judges it here.
  answers: { measure: 409 },
})
