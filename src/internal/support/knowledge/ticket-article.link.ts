import { defineLink } from '../../../kernel/record/define.ts'

/** Which article settled a ticket. Whoever sees both ends sees that they are joined. */
export const ticketSolvedBy = defineLink('ticket_solved_by', {
  from: 'ticket',
  to: 'knowledge_article',
  reads: ['was solved by', 'solved'],
  access: { read: 'anyone', create: { holds: 'ticket.write' }, remove: { holds: 'ticket.write' } },
})

/** Which article was used while working on a ticket, or came out of it. */
export const ticketUses = defineLink('ticket_uses', {
  from: 'ticket',
  to: 'knowledge_article',
  reads: ['uses', 'is used in'],
  access: { read: 'anyone', create: { holds: 'ticket.write' }, remove: { holds: 'ticket.write' } },
})
