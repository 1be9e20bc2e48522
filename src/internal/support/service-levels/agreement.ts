import { defineLink } from '../../../kernel/record/define.ts'

/** How the names begin of links that say that a supplier has a ticket in hand, and what of ours a supplier promised. */
export const engagement = 'ticket_engages_'
export const promise = 'service_level_binds_'

/**
 * The seam for suppliers' promises (underpinning contracts): what a later module declares in `src/links` about its record of
 * what was agreed, such as a contract. While a ticket is related to it by the first link, that supplier has the ticket in hand, and
 * its clocks run. The second says which service levels of suppliers are promised by it. All else follows from the ticket's history.
 */
export const agreementLinks = <const N extends string>(record: N) =>
  [
    defineLink(`${engagement}${record}`, {
      ...{ from: 'ticket', to: record, reads: ['is in hand under', 'has in hand'] },
      access: { read: { holds: 'ticket.read' }, create: { holds: 'ticket.write' }, remove: { holds: 'ticket.write' } },
    }),
    defineLink(`${promise}${record}`, {
      ...{ from: 'service_level', to: record, reads: ['is promised by', 'promises'] },
      access: { read: 'anyone', create: { holds: 'service_level.write' }, remove: { holds: 'service_level.write' } },
    }),
  ] as const
