import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ContractDocument } from './contract-document.record.ts'

await describeRecord(ContractDocument, { change: { edition: '2.1' } })
