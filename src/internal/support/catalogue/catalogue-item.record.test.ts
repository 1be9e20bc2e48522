import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { CatalogueItem } from './catalogue-item.record.ts'

await describeRecord(CatalogueItem, { change: { summary: 'A laptop that is ready on the first day.' } })
