import { today } from '../../kernel/clock.ts'
import type { Job } from '../../kernel/jobs/jobs.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { notify } from '../../kernel/notifications/notify.server.ts'
import { addDays } from './day.ts'
import { keepAllDates } from './contract-dates.server.ts'
import { type Reminded, sayReminder, stepOn, steps } from './reminder.ts'

/** What happens to contracts on its own. */
export const contractJobs: readonly Job[] = [
  {
    name: 'contract-dates',
    about: 'Move the dates of contracts on with the day, and end those whose last day has passed',
    cron: '5 0 * * *',
    run: async (kernel) => {
      await keepAllDates(kernel)
      await endContracts(kernel)
    },
  },
  {
    name: 'contract-reminders',
    about: 'Remind the owners of contracts of what has to be decided',
    cron: '20 5 * * *',
    run: async (kernel) => void (await remindOwners(kernel)),
  },
]

const atOnce = 500

/** Ends contracts in force whose last day is over; resolves to how many. */
export async function endContracts(kernel: Pick<Kernel, 'db' | 'store' | 'clock'>): Promise<number> {
  let ended = 0
  for (;;) {
    // What is to end, or ends by itself, has its last day in its term's; what renews has moved on to the next by now.
    const rows = await kernel.db.query<{ id: string }>({
      text: `select id from contract where state = 'in_force' and archived_at is null and term_end < $1
        and outlook in ('leaving', 'ends') order by term_end, id limit $2`,
      values: [today(kernel.clock), atOnce],
    })
    const outcomes = await kernel.store.asSystem('contracts that are over').moveMany(
      'contract',
      rows.map(({ id }) => id),
      'end',
      { reason: 'Its last day has passed.' },
    )
    const done = outcomes.filter(({ ok }) => ok).length
    ended += done
    if (done < atOnce) return ended
  }
}

interface Due extends Reminded {
  readonly id: string
  readonly account: string
}

/**
 * Tells the owner of each contract in force, at each step before the day by which to decide, unless it is decided; resolves to
 * how many were told. A day that moves starts its steps anew.
 */
export async function remindOwners(kernel: Pick<Kernel, 'db' | 'clock'>): Promise<number> {
  const { db, clock } = kernel
  const now = today(kernel.clock)
  const rows = await db.query<Due>({
    text: `select c.id, c.name, c.decide_by as "decideBy", c.send_by as "sendBy", c.outlook, c.decided_end as end, a.id as account
      from contract c join account a on a.self = c.owner and not a.is_disabled
      where c.state = 'in_force' and c.archived_at is null and c.decision is null and c.decide_by <= $1 and c.decided_end >= $2
      order by c.decide_by, c.id`,
    values: [addDays(now, steps[0]), now],
  })
  let told = 0
  for (const due of rows)
    await db.transaction(async (tx) => {
      const step = stepOn(due.decideBy, now)
      const fresh = await tx.query({
        text: `insert into contract_reminder (contract_id, decide_by, step, at) values ($1, $2, $3, $4)
          on conflict do nothing returning 1`,
        values: [due.id, due.decideBy, step, clock.now()],
      })
      if (step === null || fresh.length === 0) return
      const news = { kind: 'deadline', recordId: due.id, ...sayReminder(due, now) } as const
      told += await notify(tx, clock, { accounts: [due.account], ...news })
    })
  return told
}
