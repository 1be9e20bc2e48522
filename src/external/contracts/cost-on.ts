import type { Asking } from './contract.rules.ts'
import { type Amount, isKnownOn, missingFor, type Stretch, valueOf } from './price.ts'
import { sayMissing } from './trace.ts'
import { pricesOf } from './value.ts'

/** What a contract costs on some days, and how sure that is. */
export interface Cost {
  readonly amounts: readonly Amount[]
  /** False where an index value is missing and no most is agreed that could be taken in its place: then the amounts say nothing. */
  readonly isKnown: boolean
  /** For each index value that is missing for it: which one, from when, and what is done about it, in a sentence. */
  readonly unsure: readonly string[]
}

/** What a contract costs on a stretch of days; null where it costs nothing then, or isn't agreed. */
export function costOn(asking: Asking, wanted: Stretch): Cost | null {
  const priced = pricesOf(asking, wanted)
  if (!priced?.stretch) return null
  const { steps, stretch } = priced
  const amounts = valueOf(steps, stretch)
  if (amounts.length === 0) return null
  return { amounts, isKnown: isKnownOn(steps, stretch), unsure: missingFor(steps, stretch).map(sayMissing) }
}
