import { describeRecord } from '../../../test/kit/describe-record.ts'
import { Currency } from './currency.record.ts'

await describeRecord(Currency, { change: { name: 'Ducat' } })
