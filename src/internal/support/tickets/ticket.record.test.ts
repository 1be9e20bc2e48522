import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { Ticket } from './ticket.record.ts'

await describeRecord(Ticket, {
  change: { title: 'The printer prints blank pages' },
  also: ['comment.write', 'comment.see_internal', 'person.read'],
  answers: { unmerge: 409 },
})
