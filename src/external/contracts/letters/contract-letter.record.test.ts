import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ContractLetter } from './contract-letter.record.ts'

await describeRecord(ContractLetter, {
  change: { subject: 'Notice of non-renewal' },
  // What the log says of it is asked of the event: see letters.server.test.ts.
  make: () => ({ kind: 'talks', eventId: null, sentOn: null }),
  answers: { send: 422, receive: 422 },
})
