import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { TicketCategory } from './ticket-category.record.ts'

await describeRecord(TicketCategory, { change: { name: 'Printing' } })
