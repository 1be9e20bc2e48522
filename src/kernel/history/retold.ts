/** Milliseconds after which writing something down is no longer writing down what just happened. */
const late = 3_600_000

/**
 * Whether an entry tells of the past, as the log of another system does: its id, a UUIDv7, was made long after it happened.
 * What is long over sets nothing in motion: nobody is told, no rule acts, no other system hears of it.
 */
export const isRetold = ({ id, at }: { readonly id: string; readonly at: Date }): boolean =>
  Number.parseInt(id.slice(0, 13).replace('-', ''), 16) - at.getTime() > late
