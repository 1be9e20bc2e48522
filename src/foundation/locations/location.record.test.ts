import { describeRecord } from '../../../test/kit/describe-record.ts'
import { Location } from './location.record.ts'

await describeRecord(Location, { change: { address: 'Kaiserstraße 1\n60311 Frankfurt' } })
