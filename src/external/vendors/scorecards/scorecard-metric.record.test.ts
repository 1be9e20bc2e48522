import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ScorecardMetric } from './scorecard-metric.record.ts'

await describeRecord(ScorecardMetric, {
  change: { unit: '%' },
  make: () => ({
    ...{ nature: 'measured', source: 'availability' },
    bands: [
      { from: null, points: 0 },
      { from: '99.9', points: 100 },
    ],
  }),
})
