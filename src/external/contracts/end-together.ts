import type { Joined } from './co-termination.ts'
import type { Amount } from './price.ts'

/** Contracts that could end on one day, and what each would cost until then. */
export interface EndTogether {
  /** Null where none of them has an end to come. */
  readonly day: string | null
  readonly contracts: readonly (Joined & { readonly number: string | null; readonly name: string })[]
  /** None where the reader may not see amounts. */
  readonly sum: readonly Amount[]
}

/** The day that is proposed: the latest on which one of them ends anyway, so that none has to be cut short. */
export const usualDay = (ends: readonly string[], today: string): string | null =>
  ends
    .filter((end) => end > today)
    .toSorted()
    .at(-1) ?? null
