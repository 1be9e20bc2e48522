import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ComplianceCheck } from './compliance-check.record.ts'

await describeRecord(ComplianceCheck, {
  make: () => ({
    rulings: {
      'gdpr-28-3-a': {
        verdict: 'met',
        reason: 'Annex 1 says so.',
        by: 'Ada',
        at: '2026-03-01T09:00:00.000Z',
        passage: null,
      },
    },
  }),
  change: { name: 'Personal data' },
  // Its document has no text here that could be judged.
  answers: { judge: 409, takeBack: 409 },
})
