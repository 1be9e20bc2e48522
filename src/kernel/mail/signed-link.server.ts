import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** What a link allows whoever holds it: one purpose, for one subject, until an instant. */
export interface SignedLink {
  /** What it may be used for, such as 'unsubscribe'; a token of one purpose is worthless for any other. */
  readonly purpose: string
  /** Whom or what it is about; readable by whoever holds the token. */
  readonly subject: string
  readonly until: Date
}

/** A token for a link, safe in a URL's path, and without dots, which would make it look like a file’s name. Single use is the caller's: keep the hash of those that were used. */
export function signLink(secret: string, { purpose, subject, until }: SignedLink): string {
  const claim = `${Buffer.from(subject).toString('base64url')}~${until.getTime().toString(36)}`
  return `${claim}~${signature(secret, purpose, claim)}`
}

/** The subject of a token that this installation signed for this purpose and that isn't over; null for any other text. */
export function readLink(secret: string, purpose: string, token: string, now: Date): string | null {
  const [, claim, subject, until, given] = /^(([\w-]*)~([0-9a-z]{1,11}))~([\w-]{43})$/.exec(token) ?? []
  if (claim === undefined || subject === undefined || until === undefined || given === undefined) return null
  const wanted = signature(secret, purpose, claim)
  // As text, since the last letter of 43 has two bits to spare: one token has one spelling, whatever is kept by its hash.
  const isOurs = timingSafeEqual(Buffer.from(given), Buffer.from(wanted))
  if (!isOurs || Number.parseInt(until, 36) <= now.getTime()) return null
  return Buffer.from(subject, 'base64url').toString()
}

/** A text without the tokens of such links, also where Markdown escaped them: whoever quotes a mail doesn't hand on what it allows. */
export const withoutTokens = (text: string): string => text.replaceAll(tokens, '…')
const tokens = /(?<![\w\\-])(?:[\w-]|\\[_-])+\\?~[0-9a-z]{1,11}\\?~(?:[\w-]|\\[_-]){43,86}/g

const signature = (secret: string, purpose: string, claim: string): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', secret, 'quarterdeck', `signed link ${purpose}`, 32)))
    .update(claim)
    .digest('base64url')
