import type { Difference } from '../../errors.ts'
import { isSame } from './form.ts'

export type Side = 'yours' | 'theirs'

/** The differences that need a person: both sides changed the field, and not to the same value. */
export function clashesOf(differences: readonly Difference[]): readonly Difference[] {
  return differences.filter(
    ({ yours, theirs, base }) => !isSame(theirs, base) && !isSame(yours, theirs) && !isSame(yours, base),
  )
}

/** What to send again once each clash is decided: all of the patch but the fields where theirs is kept. */
export function mergedPatch(
  patch: Readonly<Record<string, unknown>>,
  picks: Readonly<Record<string, Side>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(patch).filter(([field]) => picks[field] !== 'theirs'))
}
