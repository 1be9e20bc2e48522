import type { Db } from '../../../kernel/database/db.server.ts'
import { clockKey, type Dealt, type Escalation } from './judge.ts'
import { stepKey } from './step-action.ts'

/** How a ticket's promises stand, to be kept. */
export interface Kept extends Dealt {
  readonly ticket: string
}

/** Keeps what became of promises that ended, in place of what was kept of these tickets before, and when each is to be looked at next. */
export async function writeKept(tx: Db, { kept, now }: { readonly kept: readonly Kept[]; now: number }): Promise<void> {
  if (kept.length === 0) return
  const done = await doneSteps(tx, kept)
  const watches = kept.map(({ ticket, escalations, next }) => {
    const isWaiting = escalations.some((one) => !done.has(doneKey(ticket, one)))
    return { ticket, next_at: isWaiting ? new Date(now) : next === null ? null : new Date(next) }
  })
  await tx.query({
    text: `with ended as (select * from json_populate_recordset(null::service_level_result, $1::json)),
      gone as (delete from service_level_result r where r.ticket = any($2::uuid[])
        and not exists (select from ended e where (e.ticket, e.clock, e.round) = (r.ticket, r.clock, r.round))),
      told as (insert into service_level_result select * from ended
        on conflict (ticket, clock, round) do update set (policy, kind, metric, team, started_at, due, stopped_at, is_breached,
            used, promised, breached_by) = (excluded.policy, excluded.kind, excluded.metric, excluded.team,
            excluded.started_at, excluded.due, excluded.stopped_at, excluded.is_breached, excluded.used, excluded.promised,
            excluded.breached_by)
          where (service_level_result.*) is distinct from (excluded.*))
    insert into service_level_watch select * from json_populate_recordset(null::service_level_watch, $3::json)
      on conflict (ticket) do update set next_at = excluded.next_at
        where service_level_watch.next_at is distinct from excluded.next_at`,
    values: [JSON.stringify(kept.flatMap(endedOf)), kept.map(({ ticket }) => ticket), JSON.stringify(watches)],
  })
}

function endedOf({ ticket, results }: Kept) {
  return results.flatMap(({ target, rounds }) =>
    rounds.flatMap(({ round, startedAt, due, stoppedAt, breachedAt, seconds, breachedBy }) =>
      stoppedAt === null
        ? []
        : [
            {
              ...{ ticket, clock: clockKey(target), round, policy: target.policy, kind: target.kind },
              ...{ metric: target.metric, team: target.team, used: seconds, promised: target.seconds },
              ...{ is_breached: breachedAt !== null, breached_by: breachedBy },
              started_at: new Date(startedAt),
              due: due === null ? null : new Date(due),
              stopped_at: new Date(stoppedAt),
            },
          ],
    ),
  )
}

/** What a step of a ticket is known by once it was done. */
export const doneKey = (ticket: string, { target, round, step, at }: Escalation): string =>
  [ticket, target.policy, clockKey(target), round, stepKey(step), at].join(' ')

/** Which of the steps whose moment has come were done; asked only where there are any. */
export async function doneSteps(db: Db, kept: readonly Kept[]): Promise<ReadonlySet<string>> {
  const tickets = kept.filter(({ escalations }) => escalations.length > 0).map(({ ticket }) => ticket)
  if (tickets.length === 0) return new Set()
  const rows = await db.query<{ ticket: string; policy: string; clock: string; round: number; step: string; at: Date }>(
    {
      text: 'select ticket, policy, clock, round, step, at from service_level_step where ticket = any($1::uuid[])',
      values: [tickets],
    },
  )
  return new Set(
    rows.map(({ ticket, policy, clock, round, step, at }) =>
      [ticket, policy, clock, round, step, at.getTime()].join(' '),
    ),
  )
}
