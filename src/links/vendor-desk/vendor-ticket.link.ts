import { agreementLinks } from '../../internal/support/index.ts'
import { defineLink } from '../../kernel/record/define.ts'

/** Whoever has a ticket in hand without a contract has it by the engagement: service levels can be promised by that as well. */
export const engagementLinks = agreementLinks('engagement')

/** That a ticket is with a vendor, for as long as it is: both histories tell when it began and ended. */
export const ticketWithVendor = defineLink('ticket_is_with_vendor', {
  from: 'ticket',
  to: 'vendor_ticket',
  reads: ['is with a vendor as', 'is the vendor’s part of'],
  access: { read: { holds: 'vendor_ticket.read' }, create: 'nobody', remove: 'nobody' },
})
