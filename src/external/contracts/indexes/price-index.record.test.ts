import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { PriceIndex } from './price-index.record.ts'

await describeRecord(PriceIndex, {
  change: { source: 'Eurostat, 17 April 2026' },
  apart: ['month'],
  make: (n) => ({ month: `${1000 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}` }),
})
