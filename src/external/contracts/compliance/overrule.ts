import type { Range } from '../documents/contract-text.ts'
import type { ItemVerdict, Verdict } from './judge.ts'

/** What a person decided against the rules, and why. */
export interface Overruling {
  readonly verdict: Verdict
  readonly reason: string
  readonly by: string
  readonly at: string
  /** The passage that they decided by, where they named one. */
  readonly passage: Range | null
}
export interface Judged extends ItemVerdict {
  readonly overruling: Overruling | null
}

/** The verdict that counts: a person's where there is one. */
export const standing = ({ verdict, overruling }: Judged): Verdict => overruling?.verdict ?? verdict

/** Overrules a verdict; without a reason, and to what it is already, says why not. */
export function overrule(judged: Judged, overruling: Overruling): Judged | { readonly problem: string } {
  if (overruling.reason.trim() === '') return { problem: 'Say why: whoever reads this later has to understand it.' }
  if (overruling.verdict === standing(judged)) return { problem: `It is “${overruling.verdict}” already.` }
  return { ...judged, overruling }
}
