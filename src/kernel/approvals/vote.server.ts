import { system, type Who } from '../access/who.ts'
import { conflict, forbidden, notFound } from '../errors.ts'
import { appendEntry } from '../history/entry.server.ts'
import { type ApprovalKernel, type Asking, hashOf, insertApproval } from './ask.server.ts'
import { standsFor } from './delegation.server.ts'
import { end, settle } from './settle.server.ts'
import { decisionOf, lockApproval, quorumOf, type Stored, type StoredStep } from './stored.server.ts'

export interface Ballot {
  readonly approval: string
  /** The step; the first one open in which the caller may decide unless said. */
  readonly step?: string | undefined
  readonly isYes: boolean
  readonly comment: string
}

/**
 * Takes somebody's decision, for their own seat or for one in whose place they may decide. Where the record changed
 * since it was asked, nothing is approved: the approval lapses, is asked again, and the caller is told so.
 */
export async function vote(kernel: ApprovalKernel, who: Who, ballot: Ballot): Promise<void> {
  const isCurrent = await kernel.store.asSystem('takes a decision').transaction(async (records, tx) => {
    const asking: Asking = { kernel, who, records, tx }
    const approval = await lockApproval(tx, ballot.approval)
    const stands = await standsFor({ ...kernel, db: tx }, who.account ?? '00000000-0000-0000-0000-000000000000')
    if (!approval || !isAsked(approval, stands)) throw notFound('This approval')
    if (approval.state !== 'waiting') throw conflict(`This approval is ${approval.state} already: nothing was changed.`)
    if (await lapseIfChanged(asking, approval)) return false
    const place = placeOf(approval, stands, { ballot, now: kernel.clock.now() })
    if (!place)
      throw conflict('There is nothing for you to decide here now: you decided already, or it isn’t your turn.')
    if (!approval.mayDecideOwn && who.account === approval.account)
      throw forbidden('You asked for this yourself, so somebody else has to decide.')
    await writeVote(asking, { approval, ballot, ...place })
    const fresh = await lockApproval(tx, approval.id)
    if (fresh) await settle(asking, fresh)
    return true
  })
  if (!isCurrent)
    throw conflict(
      'What you were asked to approve has changed since. Nothing was decided; you are asked again with what it says now.',
    )
}

/** Ends what the caller asked for. */
export async function withdraw(kernel: ApprovalKernel, who: Who, id: string): Promise<void> {
  await kernel.store.asSystem('withdraws an approval').transaction(async (records, tx) => {
    const approval = await lockApproval(tx, id)
    if (!approval || approval.account !== who.account) throw notFound('This approval')
    if (approval.state !== 'waiting') throw conflict(`This approval is ${approval.state} already.`)
    await end({ kernel, who, records, tx }, approval, 'withdrawn')
  })
}

/** Lets an approval lapse and asks it again where its record changed in what was to be approved. */
export async function lapseIfChanged(asking: Asking, approval: Stored): Promise<boolean> {
  const { row } = await asking.records.reach(approval.recordId)
  if (hashOf(row, approval.fields) === approval.hash) return false
  const quarterdeck = { ...asking, who: system('follows approvals') }
  await end(quarterdeck, approval, 'lapsed', 'What was to be approved has changed; it is asked again.')
  if (row.archivedAt !== null) return true
  const steps = approval.steps.map((step) => ({ ...step, quorum: quorumOf(step.quorum) }))
  await insertApproval(quarterdeck, { ...approval, steps }, approval)
  return true
}

/** Whether any of these accounts has, or may take, a seat. */
export const isAsked = ({ steps }: Stored, stands: readonly string[]): boolean =>
  steps.some(({ seats }) => seats.some((seat) => mayTake(seat, stands)))

const mayTake = ({ account, manager }: { account: string; manager: string | null }, stands: readonly string[]) =>
  stands.includes(account) || (manager !== null && stands.includes(manager))

/** Where these accounts may decide now: their own seat first. */
export function placeOf(
  approval: Stored,
  stands: readonly string[],
  { ballot, now }: { ballot: Pick<Ballot, 'step'>; now: Date },
): { step: StoredStep; seat: string } | null {
  const states = decisionOf(approval, now).steps
  for (const step of approval.steps) {
    if (states.get(step.id) !== 'open' || (ballot.step !== undefined && ballot.step !== step.id)) continue
    const free = step.seats.filter((seat) => !step.votes.some((given) => given.seat === seat.account))
    const own = free.find(({ account }) => account === stands[0]) ?? free.find((seat) => mayTake(seat, stands))
    if (own) return { step, seat: own.account }
  }
  return null
}

interface Written {
  readonly approval: Stored
  readonly ballot: Ballot
  readonly step: StoredStep
  readonly seat: string
}

async function writeVote({ kernel, who, records, tx }: Asking, { approval, ballot, step, seat }: Written) {
  const { clock } = kernel
  await tx.query({
    text: `insert into approval_vote (id, step_id, seat_id, account_id, by_name, is_yes, comment, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [clock.id(), step.id, seat, who.account, who.name, ballot.isYes, ballot.comment, clock.now()],
  })
  const { type } = await records.reach(approval.recordId)
  const inPlaceOf = seat === who.account ? null : step.seats.find(({ account }) => account === seat)?.name
  await appendEntry(
    tx,
    { who, clock },
    {
      recordId: approval.recordId,
      type: type.name,
      verb: ballot.isYes ? 'approval_given' : 'approval_refused',
      after: { approval: approval.id, title: approval.title, step: step.label, hash: approval.hash, inPlaceOf },
      reason: ballot.comment || null,
    },
  )
}
