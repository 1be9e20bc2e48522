import { addSpan } from '../../../kernel/record/relative-day.ts'

/** What of an article decides what people read, and when it is looked at again. */
export interface Written {
  readonly state: string | null
  readonly draft: string
  readonly body: string | null
  readonly edition: number
  readonly reviewEvery: number
  readonly reviewedOn: string | null
  readonly publishedOn: string | null
}

/** What an article works out of itself as it is written: publishing takes the text over, and a review is due so many months after the last. */
export function workOut(before: Written | null, after: Written, today: string) {
  const isPublished = isPublishing(before, after)
  const publishedOn = isPublished ? today : after.publishedOn
  return {
    body: isPublished ? after.draft : after.body,
    edition: isPublished ? Math.max((before?.edition ?? 0) + 1, after.edition) : after.edition,
    publishedOn,
    reviewOn: reviewDay({ ...after, publishedOn }),
  }
}

/** Published by the move, or anew where another edition is asked for. */
function isPublishing(before: Written | null, after: Written): boolean {
  if (after.state !== 'published') return false
  return before?.state !== 'published' || after.edition > before.edition
}

/** Only what people read is reviewed: so many months after it was published, or last found to be right. */
export function reviewDay({
  state,
  publishedOn,
  reviewedOn,
  reviewEvery,
}: Omit<Written, 'draft' | 'body' | 'edition'>) {
  if (state !== 'published') return null
  const last = [publishedOn, reviewedOn]
    .filter((day) => day !== null)
    .sort()
    .at(-1)
  return last === undefined ? null : addSpan(last, `${reviewEvery}m`)
}
