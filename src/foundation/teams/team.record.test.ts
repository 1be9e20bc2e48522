import { describeRecord } from '../../../test/kit/describe-record.ts'
import { Team } from './team.record.ts'

await describeRecord(Team, { change: { purpose: 'Answers the telephone.' } })
