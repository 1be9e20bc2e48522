import type { FastifyInstance, FastifyRequest } from 'fastify'
import { system } from '../../../kernel/access/who.ts'
import { Failure } from '../../../kernel/errors.ts'
import { openFile } from '../../../kernel/files/files.server.ts'
import { attachment } from '../../../kernel/files/name.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { linkPage, sendLinkPage } from '../../../kernel/mail/link-page.server.ts'
import { readLink, signLink } from '../../../kernel/mail/signed-link.server.ts'
import { sentFileDays } from './answer-letter.ts'

const purpose = 'sent file'
const dayMs = 86_400_000

/** The link by which a mail names a file that was too large to go along: like the file itself, it opens for whoever has the mail. */
export const sentFileLink = (
  { url, secret, clock }: Pick<Kernel, 'url' | 'secret' | 'clock'>,
  { id }: { readonly id: string },
): string => {
  const until = new Date(clock.now().getTime() + sentFileDays * dayMs)
  return `${url}/sent-files/${signLink(secret, { purpose, subject: id, until })}`
}

const reader = system('opens a file that was sent')

/** Files behind the links of mails, for those who can't sign in. */
export function sentFileRoutes(app: FastifyInstance, kernel: Kernel): void {
  const config = { permission: 'public' as const }
  app.get('/sent-files/*', { config }, async ({ params }: FastifyRequest<{ Params: { '*': string } }>, reply) => {
    const id = readLink(kernel.secret, purpose, params['*'], kernel.clock.now())
    const file = id === null ? null : await openFile(kernel, reader, id).catch(orGone)
    if (file === null) return sendLinkPage(reply, linkPage('This file can’t be opened any more', gone), 410)
    return reply
      .headers({
        'content-type': file.type,
        'content-length': file.size,
        'content-disposition': attachment(file.name),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex',
      })
      .send(await file.open())
  })
}

const gone = '<p>The link is over, or the file was removed. Answer the mail, and ask for it again.</p>'

function orGone(error: unknown): null {
  if (error instanceof Failure && error.code === 'NotFound') return null
  throw error
}
