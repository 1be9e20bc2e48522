/** Counts and verdicts that another system's log states of a ticket, and that the events it tells do not show in full. */
export interface Logged {
  readonly system: string
  readonly reassignments?: number
  readonly reopens?: number
  readonly isInTime?: boolean
  /** Columns that have no place of their own, as they stood. */
  readonly rest?: Readonly<Record<string, string>>
}

/** What is wrong with it, in words; null when nothing is. */
export function problemOfLogged(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object.'
  const { system, reassignments, reopens } = value as Readonly<Record<string, unknown>>
  if (typeof system !== 'string' || system === '') return 'must name the system it comes from.'
  const isCount = (count: unknown): boolean => count === undefined || (Number.isInteger(count) && Number(count) >= 0)
  return isCount(reassignments) && isCount(reopens) ? null : 'counts must be whole numbers.'
}
