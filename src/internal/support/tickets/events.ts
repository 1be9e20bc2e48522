/** One entry of a ticket's history, as rules look at it: columns before and after, a reply, or that a supplier has it in hand by what was agreed, or no more. */
export type TicketEvent = { readonly at: Date; readonly entry: number } & (
  | { readonly kind: 'created'; readonly after: Columns }
  | { readonly kind: 'changed'; readonly before: Columns; readonly after: Columns }
  | { readonly kind: 'replied'; readonly by: Speaker; readonly isInternal: boolean }
  | { readonly kind: 'engaged'; readonly agreement: string }
  | { readonly kind: 'released'; readonly agreement: string }
)
/** Who says something: IT, whoever asked (or reads along), or Quarterdeck itself. */
export type Speaker = 'agent' | 'requester' | 'system'
export type Columns = Readonly<Record<string, unknown>>

/** States in which a ticket is still to be dealt with. */
export const openStates = ['new', 'awaiting_approval', 'in_progress', 'pending'] as const
/** States from which nothing leads on. */
export const endStates = ['closed', 'cancelled', 'rejected'] as const

const isAmong = (states: readonly string[], state: unknown): boolean => states.includes(String(state))
export const isOpenState = (state: unknown): boolean => isAmong(openStates, state)
export const isEndState = (state: unknown): boolean => isAmong(endStates, state)
