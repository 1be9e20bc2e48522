import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { FulfilmentTask } from './fulfilment-task.record.ts'

await describeRecord(FulfilmentTask, { make: () => ({ after: ['order'] }), change: { title: 'Set the laptop up' } })
