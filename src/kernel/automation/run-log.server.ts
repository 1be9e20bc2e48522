import { sql } from 'kysely'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { notify } from '../notifications/notify.server.ts'
import { readableSql } from '../traits/trait.server.ts'
import type { Rule } from './action.ts'

export type Outcome = 'done' | 'failed' | 'stopped'
/** One time that a rule was due. */
export interface Run {
  readonly id: string
  readonly ruleVersion: number
  readonly recordId: string | null
  readonly title: string | null
  readonly type: string | null
  readonly at: string
  readonly outcome: Outcome
  readonly did: readonly string[]
  readonly error: string | null
  readonly ms: number
}
interface Due {
  readonly rule: Rule
  readonly key: string
  readonly recordId: string | null
  readonly ms?: number
}

/** Takes a run for itself; null when it was taken before. */
export async function beginRun(db: Db, clock: Kernel['clock'], { rule, key, recordId }: Due): Promise<string | null> {
  const id = clock.id()
  const begun = await db.query({
    text: `insert into automation_run (id, rule_id, rule_version, key, record_id, at, outcome, did, ms)
      values ($1, $2, $3, $4, $5, $6, 'done', '{}', 0) on conflict (rule_id, key) do nothing returning 1`,
    values: [id, rule.id, rule.version, key, recordId, clock.now()],
  })
  return begun.length > 0 ? id : null
}

/** Notes how a run ended. */
export async function endRun(
  db: Db,
  id: string,
  {
    outcome,
    did = [],
    error = null,
    ms,
  }: { outcome: Outcome; did?: readonly string[]; error?: string | null; ms: number },
): Promise<void> {
  await db.query({
    text: 'update automation_run set outcome = $2, did = $3, error = $4, ms = $5 where id = $1',
    values: [id, outcome, did, error?.slice(0, 2000) ?? null, Math.round(ms)],
  })
}

/** How many failures in a row switch a rule off. */
export const failuresInRow = 20

/** Switches a rule off when its last twenty runs failed, and tells whoever wrote it. */
export async function giveUp(
  { db, store, clock }: Pick<Kernel, 'db' | 'store' | 'clock'>,
  rule: Rule,
): Promise<boolean> {
  const [last] = await db.query<{ failed: number }>({
    text: `select count(*) filter (where outcome = 'failed') as failed from
      (select outcome from automation_run where rule_id = $1 order by at desc, id desc limit $2) r`,
    values: [rule.id, failuresInRow],
  })
  if (!last || last.failed < failuresInRow) return false
  const reason = `It failed ${failuresInRow} times in a row.`
  await store.asSystem('automation').transaction(async (records, tx) => {
    await records.update('automation_rule', rule.id, { isOn: false }, { reason })
    await notify(tx, clock, {
      accounts: rule.author === null ? [] : [rule.author],
      kind: 'automation',
      recordId: rule.id,
      title: `Your rule “${rule.name}” was switched off`,
      text: `${reason} Its page shows what went wrong; switch it on again once that is mended.`,
    })
  })
  return true
}

/** The latest runs of a rule; titles of records only where the caller may read them. */
export const runsOf = (
  { db, registry }: Pick<Kernel, 'db' | 'registry'>,
  who: Who,
  rule: string,
  limit = 100,
): Promise<Run[]> =>
  db.query<Run>(
    sql`select u.id, u.rule_version as "ruleVersion", u.record_id as "recordId", r.title, r.type, u.at, u.outcome, u.did, u.error, u.ms
      from automation_run u left join record r on r.id = u.record_id and ${readableSql({ registry }, who)}
      where u.rule_id = ${rule}::uuid order by u.at desc, u.id desc limit ${limit}`,
  )

/** Forgets runs from before a moment. What was done by them stays in the records' histories. */
export const forgetRuns = (db: Db, before: Date): Promise<unknown> =>
  db.query({ text: 'delete from automation_run where at < $1', values: [before] })
