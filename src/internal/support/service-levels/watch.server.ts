import { openStates } from '../tickets/events.ts'
import { bookTypes, openBooks } from './book.server.ts'
import { escalate, type EscalationKernel } from './escalate.server.ts'
import type { Dealt } from './judge.ts'
import { doneKey, doneSteps } from './kept-results.server.ts'
import { recompute, recomputeOpen } from './recompute.server.ts'

/** Tickets looked at in one go. */
const most = 500

/**
 * Does what is due about promises by now: steps of escalations whose moment has come, also while no server ran, and promises that
 * ran out. Several workers may do so at once. Resolves to how many steps were done.
 */
export async function watchPromises(
  kernel: EscalationKernel,
  { groupsSql }: { readonly groupsSql: string },
): Promise<number> {
  const books = openBooks(kernel)
  // Another process may have gone by what was kept for two seconds when these changed.
  if (await hasBookChanged(kernel)) await recomputeOpen(kernel, books)
  const book = await books.fresh()
  await enlist(kernel)
  const seen = new Set<string>()
  let done = 0
  for (;;) {
    const ids = (await dueTickets(kernel)).filter((id) => !seen.has(id))
    if (ids.length === 0) return done
    for (const id of ids) seen.add(id)
    const dealt = await recompute(kernel, book, ids)
    const acted = await actOn(kernel, dealt, async (ticket, escalation) => {
      const policy = book.policies.find(({ id }) => id === escalation.target.policy)
      return policy ? escalate(kernel, { ticket, policy, escalation, groupsSql }) : false
    })
    done += acted.done
    if (acted.tickets.length > 0) await recompute(kernel, book, acted.tickets)
  }
}

type Act = (ticket: string, escalation: Dealt['escalations'][number]) => Promise<boolean>

async function actOn(
  { db }: EscalationKernel,
  dealt: ReadonlyMap<string, Dealt>,
  act: Act,
): Promise<{ readonly done: number; readonly tickets: readonly string[] }> {
  const kept = [...dealt].map(([ticket, one]) => ({ ticket, ...one }))
  const known = await doneSteps(db, kept)
  const tickets = new Set<string>()
  let done = 0
  for (const { ticket, escalations } of kept) {
    for (const escalation of escalations.filter((one) => !known.has(doneKey(ticket, one)))) {
      tickets.add(ticket)
      if (await act(ticket, escalation)) done += 1
    }
  }
  return { done, tickets: [...tickets] }
}

async function dueTickets({ db, clock }: EscalationKernel): Promise<readonly string[]> {
  const rows = await db.query<{ ticket: string }>({
    text: `select w.ticket from service_level_watch w join ticket t on t.id = w.ticket and t.archived_at is null
      where w.next_at <= $1 order by w.next_at, w.ticket limit $2`,
    values: [clock.now(), most],
  })
  return rows.map(({ ticket }) => ticket)
}

/** New tickets are written without a look at what comes next of them: here they are given one. */
async function enlist({ db, clock }: EscalationKernel): Promise<void> {
  await db.query({
    text: `insert into service_level_watch (ticket, next_at)
      select t.id, $1 from ticket t where t.state = any($2::text[]) and t.due_at is not null and t.archived_at is null
        and not exists (select from service_level_watch w where w.ticket = t.id)
      on conflict do nothing`,
    values: [clock.now(), openStates],
  })
}

async function hasBookChanged({ db, clock }: EscalationKernel): Promise<boolean> {
  const rows = await db.query({
    text: 'select 1 from history where type = any($1::text[]) and at > $2 limit 1',
    values: [bookTypes, new Date(clock.now().getTime() - 90_000)],
  })
  return rows.length > 0
}
