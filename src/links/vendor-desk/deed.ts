/** What somebody of a vendor does about a ticket that they have: say something, say that it is done, or that it isn't theirs. */
export const deeds = ['say', 'done', 'notOurs'] as const
export type Deed = (typeof deeds)[number]
