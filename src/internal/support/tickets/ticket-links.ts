import { defineLink } from '../../../kernel/record/define.ts'

const access = {
  read: { holds: 'ticket.read' },
  create: { holds: 'ticket.read' },
  remove: { holds: 'ticket.read' },
} as const
const ends = { from: 'ticket', to: 'ticket', access } as const

/** How tickets hang together, besides parent and child. */
export const ticketLinks = [
  defineLink('ticket_blocks', { ...ends, reads: ['blocks', 'is blocked by'] }),
  defineLink('ticket_causes', { ...ends, reads: ['caused', 'was caused by'] }),
  defineLink('ticket_duplicates', { ...ends, reads: ['duplicates', 'is duplicated by'] }),
  defineLink('ticket_splits', { ...ends, reads: ['was split into', 'was split from'] }),
] as const
