import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { PerformanceReview } from './performance-review.record.ts'

await describeRecord(PerformanceReview, { change: { toImprove: 'Answers come late' } })
