/** One thing that is wrong with the history, and where. */
export interface HistoryProblem {
  readonly kind: ProblemKind
  /** What is wrong, in words. */
  readonly says: string
  readonly recordId?: string
  readonly type?: string
  /** The entry's place in its record's chain. */
  readonly entry?: number
  readonly entryId?: string
  readonly anchor?: number
}
/**
 * altered: an entry isn't what was written. missing: entries are gone from the middle, or from the end. inserted: an
 * entry that was never written. reordered: an entry stands elsewhere than it was written. head: a record's own account
 * of its history doesn't fit. orphaned: entries of a record that is gone. anchor: what was anchored isn't what is there.
 * guard: what keeps the history from being changed is switched off.
 */
export type ProblemKind = 'altered' | 'missing' | 'inserted' | 'reordered' | 'head' | 'orphaned' | 'anchor' | 'guard'

/** Problems kept; beyond that they are only counted. */
const mostKept = 1000

/** Problems as they are found: the first 1,000 are kept, all are counted. */
export class Findings {
  readonly problems: HistoryProblem[] = []
  count = 0
  /** Looking closer at further problems would show nobody anything. */
  get isFull(): boolean {
    return this.count >= mostKept
  }
  add(problem: HistoryProblem): void {
    if (!this.isFull) this.problems.push(problem)
    this.count++
  }
}
