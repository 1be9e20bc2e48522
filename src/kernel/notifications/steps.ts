/** The step of a reminder that is due, so many days before a day: the last one that was reached, whether or not those before it were told. Null while it is too early. */
export const stepOf = (daysLeft: number, steps: readonly number[]): number | null =>
  steps.findLast((step) => daysLeft <= step) ?? null
