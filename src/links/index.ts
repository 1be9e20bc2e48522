export { creditRestsOnOutage } from './credit-rests-on-outage.link.ts'
export { engagementLinks, ticketWithVendor } from './vendor-desk/vendor-ticket.link.ts'
export { VendorTicket } from './vendor-desk/vendor-ticket.record.ts'
export { underpinningLinks } from './underpinning.link.ts'
