export { ticketDerivation } from './tickets/derivation.server.ts'
