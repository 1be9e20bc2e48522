import { describeRecord } from '../../../test/kit/describe-record.ts'
import { Contract } from './contract.record.ts'

await describeRecord(Contract, { change: { name: 'Support for the ERP' } })
