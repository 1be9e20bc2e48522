import type { FastifyReply } from 'fastify'
import { nobody, type Who } from '../../../kernel/access/who.ts'
import { Failure } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { sayingPage, sendLinkPage } from '../../../kernel/mail/link-page.server.ts'

/** Whoever holds a link that was mailed to a person acts as that person, without having signed in; null once they left. */
export async function holderOf(
  { db }: Pick<Kernel, 'db'>,
  person: string,
  { id, ip }: { readonly id: string; readonly ip: string },
): Promise<Who | null> {
  const [found] = await db.query<{ name: string; account: string | null }>({
    text: `select p.name, a.id as account from person p left join account a on a.self = p.id and not a.is_disabled
      where p.id = $1 and p.archived_at is null and p.state <> 'left' order by a.id limit 1`,
    values: [person],
  })
  if (!found) return null
  return { ...nobody, ...found, self: person, permissions: new Set(['comment.write']), requestId: id, address: ip }
}

/** The way on from a page that can't do what it was opened for: the request itself, or all of them. */
export const wayTo = (number?: string | null): { readonly label: string; readonly to: string } =>
  number
    ? { label: `Sign in and see ${number}`, to: `/help/requests/${number}` }
    : { label: 'Sign in and see your requests', to: '/help/requests' }

/** Why a link leads nowhere, and the number of what it led to. */
export interface Nowhere {
  readonly says: string
  readonly number?: string | null
}
export const sendNowhere = (reply: FastifyReply, { says, number }: Nowhere) =>
  sendLinkPage(reply, sayingPage('Nothing to answer', says, wayTo(number)), 410)

/** Sends the page that an answer leads to, or in words why it was refused. */
export async function sendAnswered(
  reply: FastifyReply,
  { refused, number }: { readonly refused: string; readonly number: string | null },
  answer: () => Promise<string>,
) {
  try {
    return sendLinkPage(reply, await answer())
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return sendLinkPage(reply, sayingPage(refused, error.message, wayTo(number)), error.status)
  }
}
