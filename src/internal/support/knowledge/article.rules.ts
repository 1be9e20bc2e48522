import { addSpan } from '../../../kernel/record/relative-day.ts'
import { asBefore, changesIn, waiting } from './article-changes.ts'

/** What of an article decides what people read, and when it is looked at again. */
export interface Written {
  readonly state: string | null
  readonly draft: string
  readonly body: string | null
  readonly edition: number
  readonly reviewEvery: number
  readonly reviewedOn: string | null
  readonly publishedOn: string | null
  readonly language?: string | null
  readonly title?: string
  readonly summary?: string | null
  /** What else waits for the next edition, by field. */
  readonly changes?: Readonly<Record<string, unknown>> | null
}

/** What working out an article needs besides: the day, and which language a text is likely in. */
interface Around {
  readonly today: string
  readonly guess: (text: string) => string | null
}

/**
 * What an article works out of itself as it is written: of a published one, what its readers see waits for the next edition;
 * publishing takes all of that over, and a review is due so many months after the last.
 */
export function workOut(before: Written | null, after: Written, { today, guess }: Around) {
  const isPublished = isPublishing(before, after)
  const publishedOn = isPublished ? today : after.publishedOn
  const seen = seenOf(before, after, isPublished)
  const body = isPublished ? after.draft : after.body
  return {
    ...seen,
    body,
    writtenIn: languageOf({ ...after, ...seen }, body ?? after.draft, guess),
    edition: isPublished ? Math.max((before?.edition ?? 0) + 1, after.edition) : after.edition,
    publishedOn,
    reviewOn: reviewDay({ ...after, ...seen, publishedOn }),
  }
}

/** What readers see and what waits. Changes of an article that nobody reads any more have nothing to wait for. */
function seenOf(before: Written | null, after: Written, isPublished: boolean): Readonly<Record<string, unknown>> {
  const [old, own] = [{ ...before }, { ...after }]
  if (before?.state === 'published' && after.state === 'published' && !isPublished)
    return { ...asBefore(old), changes: waiting(old, own) }
  return after.changes ? { ...changesIn(own), changes: null } : {}
}

/** As it is said to be, else as the text reads; what is too short to tell is taken for English. */
function languageOf({ language, title, summary }: Partial<Written>, text: string, guess: Around['guess']): string {
  return language ?? guess([title, summary, text].join('\n\n')) ?? 'en'
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
}: Pick<Written, 'state' | 'publishedOn' | 'reviewedOn' | 'reviewEvery'>) {
  if (state !== 'published') return null
  const last = [publishedOn, reviewedOn]
    .filter((day) => day !== null)
    .sort()
    .at(-1)
  return last === undefined ? null : addSpan(last, `${reviewEvery}m`)
}
