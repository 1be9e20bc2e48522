import type { Priority } from './priority.ts'

/** What another system's log states of a ticket, and that the events it tells do not show in full. */
export interface Logged {
  readonly system: string
  /** Which event of the log this was said with. */
  readonly event?: string
  readonly reassignments?: number
  readonly reopens?: number
  readonly priority?: Priority
  /** The moments that the log gives: null where it says that it doesn't know. */
  readonly resolvedAt?: string | null
  readonly closedAt?: string | null
  /** Columns that have no place of their own, as they stood. */
  readonly rest?: Readonly<Record<string, string>>
}

/** What is wrong with it, in words; null when nothing is. */
export function problemOfLogged(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object.'
  const { system, reassignments, reopens, resolvedAt, closedAt } = value as Readonly<Record<string, unknown>>
  if (typeof system !== 'string' || system === '') return 'must name the system it comes from.'
  const isCount = (count: unknown): boolean => count === undefined || (Number.isInteger(count) && Number(count) >= 0)
  if (!isCount(reassignments) || !isCount(reopens)) return 'counts must be whole numbers.'
  const isMoment = (at: unknown): boolean => at === undefined || at === null || !Number.isNaN(Date.parse(String(at)))
  return isMoment(resolvedAt) && isMoment(closedAt) ? null : 'moments must be written as ISO 8601 has them.'
}
