import { idsOf } from '../../../kernel/access/rule.ts'
import { system } from '../../../kernel/access/who.ts'
import type { ApprovalKernel } from '../../../kernel/approvals/ask.server.ts'
import { end } from '../../../kernel/approvals/settle.server.ts'
import { approvalsOf, lockApproval, waitingApprovals } from '../../../kernel/approvals/stored.server.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { defineProcessor, type Processor } from '../../../kernel/events/processor.server.ts'
import type { Records, Row } from '../../../kernel/record/store.server.ts'
import { beginTasks, carryOut, standing } from './carry-out.server.ts'
import { inTheWay } from './plan.ts'

type Needs = ApprovalKernel
const decided = ['approved', 'rejected', 'approval_lapsed', 'approval_withdrawn']
const over = ['resolved', 'closed', 'cancelled', 'rejected']
const atWork = ['new', 'in_progress', 'pending']

/**
 * Lets a request go on once it is approved, or ends it; begins its tasks in turn; resolves it once all that it needs is done.
 * Each step looks at how things stand and changes them in one transaction, so that an entry told twice changes nothing.
 */
export const followOrders = (kernel: Needs): Processor =>
  defineProcessor({
    name: 'follow-orders',
    on: ({ type, verb }) =>
      (type === 'ticket' && (verb === 'moved' || decided.includes(verb))) ||
      (type === 'fulfilment_task' && verb === 'moved'),
    startsAt: 'now',
    handle: async ({ type, verb, recordId }) => {
      await kernel.store.asSystem('follows requests').transaction(async (records, tx) => {
        if (type === 'fulfilment_task') return workedOn(kernel, records, recordId)
        if (decided.includes(verb)) return settleApproval(kernel, records, recordId)
        return ended(kernel, { records, tx }, recordId)
      })
    },
  })

/** Goes on with a request that waits for approval, or ends it, as its approvals say. */
async function settleApproval(kernel: Needs, records: Records, ticket: string): Promise<void> {
  const request = await records.get('ticket', ticket)
  if (request.state !== 'awaiting_approval') return
  const approvals = await approvalsOf(kernel.db, ticket)
  if (approvals.some(({ state }) => state === 'waiting')) return
  const [last] = approvals
  if (last?.state === 'approved') {
    await records.move('ticket', ticket, 'approve', { reason: `“${last.title}” is approved.` })
    return carryOut(kernel, { records, ticket })
  }
  if (last?.state === 'withdrawn') {
    await records.move('ticket', ticket, 'cancel', { reason: 'Who asked for it took it back.' })
    return
  }
  const no = last?.steps.flatMap(({ votes }) => votes).find(({ isYes }) => !isYes)
  const why = no ? `${no.name} rejected it${no.comment ? `: ${no.comment}` : '.'}` : 'Nobody approved it in time.'
  await records.move('ticket', ticket, 'reject', { reason: why })
}

async function workedOn(kernel: Needs, records: Records, task: string): Promise<void> {
  const [ticket] = idsOf((await records.get('fulfilment_task', task))['ticket'])
  if (ticket === undefined) return
  const request = await records.get('ticket', ticket)
  if (over.includes(request.state ?? '')) return
  await beginTasks(kernel, { records, ticket })
  await resolveIfDone(records, request)
}

/** What a request that is over leaves behind: its open tasks are needless, and the bundle it belongs to may be done. */
async function ended(kernel: Needs, { records, tx }: { records: Records; tx: Db }, ticket: string): Promise<void> {
  const request = await records.get('ticket', ticket)
  if (request.state === 'cancelled' || request.state === 'rejected')
    for (const { id } of inTheWay(await standing(records, ticket)))
      await records.move('fulfilment_task', id, 'skip', { set: { result: 'The request is over.' } })
  const [parent] = idsOf(request['parent'])
  if (parent !== undefined && over.includes(request.state ?? ''))
    await resolveIfDone(records, await records.get('ticket', parent))
  if (request.state !== 'cancelled') return
  await withdrawApprovals(kernel, { records, tx }, ticket)
  await cancelParts(records, ticket)
}

/** Nobody is asked any longer to approve what isn't wanted. */
async function withdrawApprovals(kernel: Needs, { records, tx }: { records: Records; tx: Db }, ticket: string) {
  for (const { id } of await waitingApprovals(tx, ticket)) {
    const approval = await lockApproval(tx, id)
    if (approval?.state !== 'waiting') continue
    const who = { ...system('follows requests'), account: approval.account }
    await end({ kernel, who, records, tx }, approval, 'withdrawn', 'The request was cancelled.')
  }
}

/** With a bundle, what it contains is cancelled, too. */
async function cancelParts(records: Records, parent: string): Promise<void> {
  const filter = { parent, item: { empty: false }, state: ['new', 'awaiting_approval', 'in_progress', 'pending'] }
  const { rows } = await records.list('ticket', { filter, sort: 'number', limit: 100 })
  for (const { id } of rows) await records.move('ticket', id, 'cancel', { reason: 'The whole was cancelled.' })
}

/** Resolves an order whose tasks and parts are all over; one that has neither is its team's to resolve. */
async function resolveIfDone(records: Records, request: Row): Promise<void> {
  if (!atWork.includes(request.state ?? '') || idsOf(request['item']).length === 0) return
  const tasks = await standing(records, request.id)
  const filter = { parent: request.id, item: { empty: false } }
  const { rows: parts } = await records.list('ticket', { filter, sort: 'number', limit: 100 })
  if (tasks.length + parts.length === 0 || inTheWay(tasks).length > 0) return
  if (parts.some(({ state }) => !over.includes(state ?? ''))) return
  const isNothingLeft = tasks.length === 0 && parts.every(({ state }) => state === 'cancelled' || state === 'rejected')
  if (isNothingLeft) await records.move('ticket', request.id, 'cancel', { reason: 'Nothing of it is left.' })
  else await records.move('ticket', request.id, 'resolve', { set: { resolutionCode: 'fulfilled' } })
}
