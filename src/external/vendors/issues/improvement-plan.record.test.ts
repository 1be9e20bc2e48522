import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ImprovementPlan } from './improvement-plan.record.ts'

await describeRecord(ImprovementPlan, { change: { goal: 'Nine of ten deliveries in time' } })
