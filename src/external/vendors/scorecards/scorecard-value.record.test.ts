import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ScorecardValue } from './scorecard-value.record.ts'

await describeRecord(ScorecardValue, {
  change: { says: 'Two outages' },
  apart: ['period'],
  make: (n) => ({ period: `${1000 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}` }),
})
