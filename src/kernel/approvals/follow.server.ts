import { system } from '../access/who.ts'
import { defineProcessor, type Processor } from '../events/processor.server.ts'
import type { ApprovalKernel, Asking } from './ask.server.ts'
import { managerOf } from './seats.server.ts'
import { settle, tell } from './settle.server.ts'
import { decisionOf, lockApproval, waitingApprovals } from './stored.server.ts'
import { lapseIfChanged } from './vote.server.ts'

/** Lets approvals lapse, and asks them again, as soon as what they are bound to changes. */
export const lapseApprovals = (kernel: ApprovalKernel): Processor =>
  defineProcessor({
    name: 'lapse-approvals',
    on: (entry) => entry.version !== null && entry.verb !== 'created',
    startsAt: 'now',
    handle: async ({ recordId }) => {
      for (const { id } of await waitingApprovals(kernel.db, recordId))
        await withApproval(kernel, id, async (asking, approval) => void (await lapseIfChanged(asking, approval)))
    },
  })

const dayMs = 86_400_000
// The field of a person's record that names whom they report to.
const managerField = 'manager'

/** Reminds those who still have to decide, lets managers decide in place of those who don't, and ends what is over. */
export async function pursueApprovals(kernel: ApprovalKernel): Promise<void> {
  for (const { id } of await waitingApprovals(kernel.db))
    await withApproval(kernel, id, async (asking, approval) => {
      const now = kernel.clock.now()
      const current = await settle(asking, approval)
      const states = decisionOf(current, now).steps
      const isOver = (since: string | null, days: number | null): boolean =>
        since !== null && days !== null && now.getTime() - Date.parse(since) >= days * dayMs
      for (const step of current.state === 'waiting' ? current.steps : []) {
        if (states.get(step.id) !== 'open') continue
        if (isOver(step.openedAt, current.escalateDays)) await escalate(asking, step.id, step.seats)
        if (!isOver(step.remindedAt ?? step.openedAt, current.remindDays)) continue
        await asking.tx.query({
          text: 'update approval_step set reminded_at = $2 where id = $1',
          values: [step.id, now],
        })
        const fresh = (await lockApproval(asking.tx, id)) ?? current
        await tell(asking, fresh, fresh.steps.find((one) => one.id === step.id) ?? step, true)
      }
    })
}

async function escalate(
  { tx, records }: Asking,
  step: string,
  seats: readonly { account: string; manager: string | null }[],
) {
  for (const { account } of seats.filter(({ manager }) => manager === null)) {
    const manager = await managerOf(tx, records, { account, field: managerField })
    if (manager === null) continue
    await tx.query({
      text: 'update approval_seat set manager_id = $3 where step_id = $1 and account_id = $2',
      values: [step, account, manager],
    })
  }
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockApproval>>>

async function withApproval(
  kernel: ApprovalKernel,
  id: string,
  work: (asking: Asking, approval: Locked) => Promise<void>,
) {
  const why = 'follows approvals'
  await kernel.store.asSystem(why).transaction(async (records, tx) => {
    const approval = await lockApproval(tx, id)
    if (approval?.state === 'waiting') await work({ kernel, who: system(why), records, tx }, approval)
  })
}
