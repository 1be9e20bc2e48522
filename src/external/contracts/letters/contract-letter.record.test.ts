import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ContractLetter } from './contract-letter.record.ts'

await describeRecord(ContractLetter, {
  change: { subject: 'Notice of non-renewal' },
  make: () => ({ kind: 'talks' }),
  // The days that are tried are still to come, and nothing was really sent: see letters.server.test.ts.
  answers: { send: 422, receive: 422 },
})
