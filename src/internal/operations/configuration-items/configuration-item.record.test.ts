import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { ConfigurationItem } from './configuration-item.record.ts'

await describeRecord(ConfigurationItem, { change: { does: 'carries the lines between all sites' } })
