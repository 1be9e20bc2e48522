export { PendingReason } from './tickets/pending-reason.record.ts'
export { SupportSettings } from './tickets/support.settings.ts'
export { TicketCategory } from './tickets/ticket-category.record.ts'
export { Ticket } from './tickets/ticket.record.ts'
