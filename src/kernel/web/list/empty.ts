import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'

/**
 * What an empty list says. Whoever sees some rows only, by a rule, is told that, and not whether there are others: “yet” would
 * say that there are none.
 */
export const emptyWords = (
  { label, about }: AnyRecord,
  seesAll: boolean,
): { readonly title: string; readonly says: string } => ({
  title: `No ${inSentence(label[1])} ${seesAll ? 'yet' : 'for you to see'}`,
  says: seesAll ? about : `${about} You see those that are yours.`,
})
