/** What a mail says of the thread it stands in. */
export interface Threaded {
  readonly messageId: string | null
  readonly inReplyTo: readonly string[]
  /** The oldest first. */
  readonly references: readonly string[]
}
/** Whose mail a Message-ID is known from: ours, one that came, or one that another mail only named. */
export type IdKind = 'ours' | 'theirs' | 'named'
/** What is known of what a mail names; whatever was signed has been checked. */
export interface Known {
  readonly ids: ReadonlyMap<string, { readonly recordId: string; readonly kind: IdKind }>
  /** The record of the signed address that it was sent to. */
  readonly addressed: string | null
  /** The record of the signed mark in its text. */
  readonly marked: string | null
  /** The record whose number stands in its subject, and whether the sender has a part in it. */
  readonly numbered: { readonly recordId: string; readonly number: string; readonly isParticipant: boolean } | null
  /** Whether its sender's domain says that the mail isn't of it: then the sender's name opens nothing. */
  readonly isDisowned?: boolean
}
export interface Thread {
  /** Null for a mail that begins something new. */
  readonly recordId: string | null
  readonly by: 'reply' | 'reference' | 'named' | 'address' | 'mark' | 'number' | null
  /** Why, in words. */
  readonly says: string
}

/** Which record a mail belongs to: by the Message-IDs that it answers, then a signed address, then a signed mark, and by a number in the subject only where the sender has a part in it. */
export function threadOf(mail: Threaded, known: Known): Thread {
  const answered = mail.inReplyTo.find((id) => known.ids.has(id))
  if (answered !== undefined) return found(known, answered, 'reply')
  const referred = mail.references.findLast((id) => known.ids.has(id))
  if (referred !== undefined) return found(known, referred, 'reference')
  // An answer to it came first: somebody in copy was faster than the mail itself.
  const own = mail.messageId === null ? undefined : known.ids.get(mail.messageId)
  if (own?.kind === 'named')
    return { recordId: own.recordId, by: 'named', says: 'An answer to this mail had arrived before it.' }
  if (known.addressed !== null)
    return { recordId: known.addressed, by: 'address', says: 'It was sent to the signed address of this thread.' }
  if (known.marked !== null)
    return { recordId: known.marked, by: 'mark', says: 'Its text carries the signed mark of this thread.' }
  const { numbered } = known
  if (numbered && known.isDisowned)
    return {
      recordId: null,
      by: null,
      says: `Its subject names ${numbered.number}, and its sender may be forged; so it begins something new.`,
    }
  if (numbered?.isParticipant)
    return {
      recordId: numbered.recordId,
      by: 'number',
      says: `Its subject names ${numbered.number}, and the sender has a part in it.`,
    }
  if (numbered)
    return {
      recordId: null,
      by: null,
      says: `Its subject names ${numbered.number}, which the sender has no part in; so it begins something new.`,
    }
  return { recordId: null, by: null, says: 'Nothing in it is known, so it begins something new.' }
}

const whose: Readonly<Record<IdKind, string>> = {
  ours: 'a mail of ours',
  theirs: 'a mail that came before',
  named: 'a mail that an earlier one named, though we never saw it',
}

function found(known: Known, id: string, by: 'reply' | 'reference'): Thread {
  const { recordId, kind } = known.ids.get(id) ?? { recordId: null, kind: 'named' as const }
  const verb = by === 'reply' ? 'It answers' : 'It refers to'
  return { recordId, by, says: `${verb} ${whose[kind]}.` }
}
