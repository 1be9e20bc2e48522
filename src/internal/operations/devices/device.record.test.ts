import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { Device } from './device.record.ts'

await describeRecord(Device, { change: { model: 'ThinkPad T14' } })
