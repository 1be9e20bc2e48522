/** What a macro's text may name. */
export const placeholders = [
  'requester.firstName',
  'requester.name',
  'ticket.number',
  'ticket.title',
  'agent.name',
  'agent.firstName',
  'team',
  'service',
] as const
export type Placeholder = (typeof placeholders)[number]
