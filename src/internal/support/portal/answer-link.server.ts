import type { Kernel } from '../../../kernel/kernel.server.ts'
import { readLink, signLink } from '../../../kernel/mail/signed-link.server.ts'

const purpose = 'answer request'
const linkDays = 30
const dayMs = 86_400_000

/** Whose link it is, and about which request. */
export interface AnswerLink {
  readonly ticket: string
  readonly person: string
}

/** The address at which somebody can answer about a request without signing in; theirs alone, so only for a mail to them alone. */
export function answerLink(
  { secret, url, clock }: Pick<Kernel, 'secret' | 'url' | 'clock'>,
  about: AnswerLink,
): string {
  const until = new Date(clock.now().getTime() + linkDays * dayMs)
  const { ticket, person } = about
  return `${url}/answer/${signLink(secret, { purpose, subject: JSON.stringify({ ticket, person }), until })}`
}

export function readAnswerLink({ secret, clock }: Pick<Kernel, 'secret' | 'clock'>, token: string): AnswerLink | null {
  const subject = readLink(secret, purpose, token, clock.now())
  return subject === null ? null : (JSON.parse(subject) as AnswerLink)
}
