import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { escapeHtml, linkForms, linkPage, sendLinkPage } from '../../../kernel/mail/link-page.server.ts'
import { readLink, signLink } from '../../../kernel/mail/signed-link.server.ts'
import { isSubscribed, subscribe } from './subscription.server.ts'

const purpose = 'no more weekly figures'
const yearMs = 365 * 86_400_000
type Given = FastifyRequest<{ Params: { '*': string } }>

/** The address that ends the weekly mails to an account, for a year, without signing in. */
export function stopAddress(
  { secret, url }: Pick<Kernel, 'secret' | 'url'>,
  { account, now }: { readonly account: string; readonly now: Date },
): string {
  const until = new Date(now.getTime() + yearMs)
  return `${url}/weekly-figures/${signLink(secret, { purpose, subject: account, until })}`
}

/** What lets a mail program end these mails by one POST, without opening a page (RFC 8058). */
export const stopHeaders = (address: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${address}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/**
 * The page behind the link at the end of a weekly mail. Opening it changes nothing, since mail scanners open links, too; one
 * POST ends the mails, whatever it says, but for `do=again`, which takes that back.
 */
export function stopLinkRoutes(app: FastifyInstance, kernel: Kernel): void {
  linkForms(app)
  // Programs may also send it as a form of several parts; what it says doesn’t matter.
  app.addContentTypeParser('multipart/form-data', { parseAs: 'string', bodyLimit: 20_000 }, (_request, _body, done) =>
    done(null, null),
  )
  const path = '/weekly-figures/*'
  const options = { config: { permission: 'public' as const } }
  const accountOf = ({ params }: Given): string | null =>
    readLink(kernel.secret, purpose, params['*'], kernel.clock.now())
  app.get(path, options, async (request: Given, reply) => {
    const account = accountOf(request)
    if (account === null) return over(reply)
    return sendLinkPage(reply, (await isSubscribed(kernel, account)) ? askPage : stoppedPage)
  })
  app.post(path, options, async (request: Given, reply) => {
    const account = accountOf(request)
    if (account === null) return over(reply)
    const isAgain = request.body instanceof URLSearchParams && request.body.get('do') === 'again'
    await subscribe(kernel, account, isAgain)
    return sendLinkPage(reply, isAgain ? againPage : stoppedPage)
  })
}

const form = (says: string, label: string, more = ''): string =>
  `<p>${escapeHtml(says)}</p><form method="post"><button${more} class="main">${escapeHtml(label)}</button></form>`
const askPage = linkPage(
  'Have no more of these mails?',
  form('The service figures of each week come to you on Mondays.', 'Send me no more of them'),
)
const stoppedPage = linkPage(
  'You get no more of these mails',
  form(
    'The service figures are not mailed to you any more. They stand in Quarterdeck as before.',
    'Send them again',
    ' name="do" value="again"',
  ),
)
const againPage = linkPage(
  'These mails come again',
  '<p>From next Monday on the figures of each week are mailed to you. You can close this page.</p>',
)
const over = (reply: FastifyReply) =>
  sendLinkPage(
    reply,
    linkPage(
      'This link doesn’t work',
      '<p>It is over, or isn’t complete. Sign in and press “Comes on Mondays by mail” under Service figures.</p>',
    ),
    410,
  )
