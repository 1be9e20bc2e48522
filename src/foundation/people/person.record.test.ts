import { describeRecord } from '../../../test/kit/describe-record.ts'
import { Person } from './person.record.ts'

await describeRecord(Person, { change: { jobTitle: 'Network engineer' } })
