import { agreementLinks } from '../internal/support/index.ts'

/**
 * Tickets that a supplier has in hand under a contract, and what of ours that contract promises: from the moment a ticket is so
 * related until it is related no more, the supplier's clock runs on it.
 */
export const underpinningLinks = agreementLinks('contract')
