import { openCalendars } from '../../../foundation/calendars/index.server.ts'
import type { Calendar } from '../../../kernel/calendar/calendar.ts'
import type { Job } from '../../../kernel/jobs/jobs.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { notify } from '../../../kernel/notifications/notify.server.ts'
import { settingsOf } from '../../../kernel/settings/settings.server.ts'
import { system } from '../../../kernel/access/who.ts'
import { inside } from '../../../kernel/record/inside.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'
import { eventsOf } from './events.server.ts'
import { SupportSettings } from './support.settings.ts'
import { type Patience, stepOf } from './waiting.ts'

/** What happens to tickets on its own. */
export const ticketJobs: readonly Job[] = [
  {
    name: 'tickets-waiting',
    about: 'Remind people of tickets that wait for their answer, and end those that none comes to',
    cron: '*/5 * * * *',
    run: async (kernel) => void (await pursueWaiting(kernel)),
  },
  {
    name: 'ticket-reminders',
    about: 'Remind whoever has to act on a ticket on the day that was agreed',
    cron: '* * * * *',
    run: async (kernel) => void (await remindAgents(kernel)),
  },
  {
    name: 'tickets-close',
    about: 'Close tickets that were resolved long enough ago',
    cron: '7 * * * *',
    run: async (kernel) => void (await closeResolved(kernel)),
  },
]

/** Rows looked at in one go. */
const atOnce = 500
const dayMs = 86_400_000

interface Waiting extends Patience {
  readonly id: string
}

/** Takes the step that is due for each ticket that waits for whoever asked; resolves to how many were taken. */
export async function pursueWaiting(kernel: Kernel): Promise<number> {
  const { calendar: chosen } = await settingsOf(kernel, SupportSettings)
  const calendar = await openCalendars(kernel.store).find((chosen as { id: string } | null)?.id ?? null)
  let taken = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await kernel.db.query<Waiting>({
      text: `select t.id, p.remind_after as "remindAfter", coalesce(p.reminders, 0) as reminders, p.resolve_after as "resolveAfter"
        from ticket t join pending_reason p on p.id = t.pending_reason
        where t.state = 'pending' and p.waits_for = 'requester' and t.archived_at is null and t.id > $1 order by t.id limit ${atOnce}`,
      values: [after],
    })
    taken += await takeSteps(kernel, rows, calendar)
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return taken
    after = last.id
  }
}

async function takeSteps(kernel: Kernel, rows: readonly Waiting[], calendar: Calendar): Promise<number> {
  const events = await eventsOf(
    kernel.db,
    rows.map(({ id }) => id),
  )
  const now = kernel.clock.now()
  let taken = 0
  for (const { id, ...patience } of rows) {
    const step = stepOf(events.get(id) ?? [], { patience, calendar, now })
    if (step === null) continue
    await kernel.db.transaction(async (tx) => {
      const own = inside(kernel, tx)
      await writeComment(own, waiter, { id, text: words[step], isInternal: false })
      if (step === 'resolve')
        await own.store
          .as(waiter)
          .move('ticket', id, 'resolve', { set: { resolutionCode: 'not_answered' }, reason: 'No answer came.' })
    })
    taken += 1
  }
  return taken
}

const waiter = system('waiting tickets')
const words = {
  remind: 'We still wait for your answer to go on with this. You can reply here, or to the mail.',
  resolve:
    'We heard nothing from you and take it that this is settled. If it isn’t, say so here or reply to the mail, and we take it up again.',
}

/** Tells whoever has a ticket, or else its team, that the agreed day has come; each such day once. */
export async function remindAgents(kernel: Kernel): Promise<number> {
  const { db, clock } = kernel
  const rows = await db.query<{
    id: string
    number: number
    title: string
    assignee: string | null
    team: string | null
    is_dated: boolean
  }>({
    text: `select t.id, t.number, t.title, t.assignee, t.team, t.state = 'pending' and p.waits_for = 'date' as is_dated
      from ticket t left join pending_reason p on p.id = t.pending_reason
      where t.remind_at <= $1 and t.archived_at is null order by t.remind_at limit ${atOnce}`,
    values: [clock.now()],
  })
  for (const { id, title, assignee, team, is_dated } of rows)
    await db.transaction(async (tx) => {
      const own = inside(kernel, tx)
      const records = own.store.as(waiter)
      if (is_dated) await records.move('ticket', id, 'resume', { reason: 'The agreed day has come.' })
      else await records.update('ticket', id, { remindAt: null }, { reason: 'Reminded.' })
      const accounts = await tx.query<{ id: string }>({
        text: `select a.id from account a where not a.is_disabled and (a.self = $1
          or ($1::uuid is null and a.self in (select unnest(members) from team where id = $2)))`,
        values: [assignee, team],
      })
      const news = { kind: 'assigned', recordId: id, title: `It is time to go on with “${title}”`, text: '' } as const
      await notify(tx, clock, { accounts: accounts.map((account) => account.id), ...news })
    })
  return rows.length
}

/** Closes what was resolved more days ago than the settings say; resolves to how many. */
export async function closeResolved(kernel: Kernel): Promise<number> {
  const { closeAfterDays } = await settingsOf(kernel, SupportSettings)
  if (closeAfterDays === 0) return 0
  const before = new Date(kernel.clock.now().getTime() - closeAfterDays * dayMs)
  let closed = 0
  for (;;) {
    const rows = await kernel.db.query<{ id: string }>({
      text: `select id from ticket where state = 'resolved' and resolved_at <= $1 and archived_at is null order by resolved_at limit ${atOnce}`,
      values: [before],
    })
    const ids = rows.map(({ id }) => id)
    const outcomes = await kernel.store.asSystem('closes tickets').moveMany('ticket', ids, 'confirm', {
      reason: `Resolved ${closeAfterDays} days ago, and nobody objected.`,
    })
    const done = outcomes.filter(({ ok }) => ok).length
    closed += done
    if (done === 0 || rows.length < atOnce) return closed
  }
}
