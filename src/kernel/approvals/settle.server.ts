import { appendEntry } from '../history/entry.server.ts'
import { notify } from '../notifications/notify.server.ts'
import type { Asking } from './ask.server.ts'
import { mailSeats } from './mail.server.ts'
import { deputiesOf } from './delegation.server.ts'
import { seatsFor } from './seats.server.ts'
import { decisionOf, lockApproval, type Stored, type StoredStep } from './stored.server.ts'

/** Opens the steps whose turn has come and asks their people, or ends the approval where it is decided. */
export async function settle(asking: Asking, approval: Stored): Promise<Stored> {
  const { kernel, records, tx } = asking
  const decision = decisionOf(approval, kernel.clock.now())
  if (decision.state !== 'waiting') {
    await end(asking, approval, decision.state)
    return { ...approval, state: decision.state }
  }
  const due = approval.steps.filter(({ id }) => decision.steps.get(id) === 'due')
  if (due.length === 0) return approval
  for (const step of due) {
    for (const { account, because } of await seatsFor({ tx, records, approval }, step))
      await tx.query({
        text: 'insert into approval_seat (step_id, account_id, because) values ($1, $2, $3)',
        values: [step.id, account, because],
      })
    await tx.query({
      text: 'update approval_step set opened_at = $2 where id = $1',
      values: [step.id, kernel.clock.now()],
    })
  }
  const opened = (await lockApproval(tx, approval.id)) ?? approval
  for (const step of opened.steps.filter(({ id }) => due.some((one) => one.id === id))) await tell(asking, opened, step)
  return opened
}

/** Tells those who still have to decide in a step, and who stands in for them. */
export async function tell({ kernel, tx }: Asking, approval: Stored, step: StoredStep, isAgain = false): Promise<void> {
  const open = step.seats.filter(({ account }) => !step.votes.some(({ seat }) => seat === account))
  const seats = open.flatMap(({ account, manager }) => [account, ...(manager === null ? [] : [manager])])
  const deputies = await deputiesOf({ ...kernel, db: tx }, seats)
  const accounts = [...new Set([...seats, ...deputies])]
  await notify(tx, kernel.clock, {
    accounts,
    kind: 'approval_asked',
    recordId: approval.recordId,
    title: `${isAgain ? 'Still waiting for you: ' : ''}${approval.byName} asks for your approval: ${approval.title}`,
    text: approval.text,
    isMailedApart: true,
  })
  await mailSeats({ kernel, tx }, { approval, step, accounts, isAgain })
}

const endVerbs = {
  approved: 'approved',
  rejected: 'rejected',
  lapsed: 'approval_lapsed',
  withdrawn: 'approval_withdrawn',
} as const
const endWords = {
  approved: 'is approved',
  rejected: 'is rejected',
  lapsed: 'lapsed',
  withdrawn: 'is withdrawn',
} as const

/** Ends an approval: remembered in its record's history, and told to who asked. */
export async function end(
  { kernel, who, records, tx }: Asking,
  approval: Stored,
  state: keyof typeof endVerbs,
  reason: string | null = null,
): Promise<void> {
  const { clock } = kernel
  await tx.query({
    text: 'update approval set state = $2, ended_at = $3 where id = $1',
    values: [approval.id, state, clock.now()],
  })
  const { type } = await records.reach(approval.recordId)
  const after = { approval: approval.id, title: approval.title, hash: approval.hash }
  await appendEntry(
    tx,
    { who, clock },
    { recordId: approval.recordId, type: type.name, verb: endVerbs[state], after, reason },
  )
  if (approval.account !== null)
    await notify(tx, clock, {
      accounts: [approval.account],
      kind: 'approval_decided',
      recordId: approval.recordId,
      title: `${approval.title} ${endWords[state]}`,
      text: reason ?? '',
      byAccount: who.account,
    })
}
