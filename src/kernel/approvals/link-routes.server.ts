import type { FastifyInstance, FastifyRequest } from 'fastify'
import { nobody, type Who } from '../access/who.ts'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { linkForms, sayingPage, sendLinkPage } from '../mail/link-page.server.ts'
import { hashOf } from './ask.server.ts'
import { decisionPage } from './link-page.server.ts'
import { readApprovalLink } from './mail.server.ts'
import { lockApproval, type Stored } from './stored.server.ts'
import { standsFor } from './delegation.server.ts'
import { placeOf, vote } from './vote.server.ts'

type Given = FastifyRequest<{ Params: { '*': string } }>

/** The page behind the links of mails: whoever holds one decides as the person it was sent to, once, and only what was shown. Reading it changes nothing. */
export function approvalLinkRoutes(app: FastifyInstance, kernel: Kernel): void {
  linkForms(app)
  // A token is longer than a named part of a path may be.
  const path = '/approve/*'
  const options = { config: { permission: 'public' as const } }
  app.get(path, options, async (request: Given, reply) => {
    const found = await behind(kernel, request)
    if ('says' in found) return sendLinkPage(reply, sayingPage('Nothing to decide', found.says, waiting), 410)
    if (await isOutdated(kernel, found.approval))
      return sendLinkPage(reply, sayingPage('Nothing to decide', changed, waiting), 410)
    return sendLinkPage(reply, decisionPage(found.approval, { name: found.who.name, step: found.step }))
  })
  app.post(path, options, async (request: Given, reply) => {
    const found = await behind(kernel, request)
    if ('says' in found) return sendLinkPage(reply, sayingPage('Nothing was decided', found.says, waiting), 410)
    const given = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    const decision = given.get('decision')
    if (decision !== 'yes' && decision !== 'no')
      return sendLinkPage(reply, sayingPage('Nothing was decided', 'Go back and choose Approve or Reject.'), 400)
    const comment = (given.get('comment') ?? '').trim().slice(0, 2000).replaceAll('\0', '')
    try {
      const ballot = { approval: found.approval.id, step: found.stepId, isYes: decision === 'yes', comment }
      await vote(kernel, found.who, ballot)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return sendLinkPage(reply, sayingPage('Nothing was decided', error.message, waiting), error.status)
    }
    const says = `Your decision is kept, and ${found.approval.byName} is told once everybody has decided. You can close this page.`
    return sendLinkPage(reply, sayingPage(decision === 'yes' ? 'You approved it' : 'You rejected it', says))
  })
}

const waiting = { label: 'See what waits for you', to: '/' }
const gone =
  'This link is over, was used already, or isn’t one of ours. What still waits for you is on your first page.'
const changed =
  'What you were asked to approve has changed since this mail was sent, so its link decides nothing any more. If it waits for you anew, a newer mail says what differs; it is on your first page, too.'

/** Whether the record says something else by now than what was asked, also where nobody has noticed yet. */
async function isOutdated({ store }: Kernel, { recordId, fields, hash }: Stored): Promise<boolean> {
  const { row } = await store.asSystem('shows what is to be approved').reach(recordId)
  return hashOf(row, fields) !== hash
}

interface Behind {
  readonly approval: Stored
  readonly who: Who
  readonly step: string
  readonly stepId: string
}

/** What a link leads to now, for whom; or why it leads nowhere. */
async function behind(kernel: Kernel, { params, id, ip }: Given): Promise<Behind | { readonly says: string }> {
  const linked = readApprovalLink(kernel, params['*'])
  if (!linked) return { says: gone }
  const { db, clock } = kernel
  const [account] = await db.query<{ name: string; self: string | null }>({
    text: 'select name, self from account where id = $1 and not is_disabled',
    values: [linked.account],
  })
  const [found] = await db.query<{ id: string }>({
    text: 'select approval_id as id from approval_step where id = $1',
    values: [linked.step],
  })
  const approval = found ? await lockApproval(db, found.id) : null
  if (!account || approval?.hash !== linked.hash) return { says: gone }
  if (approval.state === 'lapsed') return { says: changed }
  if (approval.state !== 'waiting') return { says: `This is ${approval.state} already.` }
  const stands = await standsFor({ db, clock }, linked.account)
  const place = placeOf(approval, stands, { ballot: { step: linked.step }, now: clock.now() })
  if (!place) return { says: gone }
  const who: Who = { ...nobody, account: linked.account, ...account, requestId: id, address: ip }
  return { approval, who, step: place.step.label, stepId: linked.step }
}
