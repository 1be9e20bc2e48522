import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ContractLetter } from './contract-letter.record.ts'

await describeRecord(ContractLetter, {
  change: { subject: 'Notice of non-renewal' },
  make: () => ({ kind: 'talks' }),
  // These were never really sent, so that nothing can have been received: see letters.server.test.ts.
  answers: { receive: 422 },
})
