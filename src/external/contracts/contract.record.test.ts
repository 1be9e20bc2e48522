import { describeRecord } from '../../../test/kit/describe-record.ts'
import { Contract } from './contract.record.ts'

await describeRecord(Contract, {
  change: { name: 'Support for the ERP' },
  // Nothing is agreed in these contracts, so that nothing is to be decided about them: see dossiers.server.test.ts.
  answers: { decide: 409, assemble: 409, draftLetter: 409 },
})
