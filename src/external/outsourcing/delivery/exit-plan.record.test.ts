import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ExitPlan } from './exit-plan.record.ts'

await describeRecord(ExitPlan, { change: { name: 'Another way out' } })
