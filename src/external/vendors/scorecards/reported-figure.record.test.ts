import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ReportedFigure } from './reported-figure.record.ts'

await describeRecord(ReportedFigure, {
  change: { says: 'Page 3 of their report' },
  apart: ['period'],
  make: (n) => ({ period: `${1000 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}` }),
})
