import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ExitExercise } from './exit-exercise.record.ts'

await describeRecord(ExitExercise, { change: { findings: 'Keys were missing' } })
