import { type RawBuilder, sql } from 'kysely'
import { maySee, rightsOf } from '../access/abilities.ts'
import { verdictSql } from '../access/rule.server.ts'
import type { Who } from '../access/who.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { columnOf, storedFields } from '../record/registry.ts'
import { linkColumns, linkOf, readableSql } from './trait.server.ts'
import { myWaits } from './my-waits.server.ts'
import type { MyChange, MyRecords, MyTask, MyWork, RecordLink } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'clock' | 'registry'>
const weekMs = 7 * 86_400_000
const mostCounted = 1000
const mostWatched = 300

/** What waits for the caller, what points at them, and what they watch that changed lately. At most five statements, whatever there is. */
export async function readMyWork(kernel: Needs, who: Who): Promise<MyWork> {
  const [tasks, waits, records, changed] = await Promise.all([
    myTasks(kernel, who),
    myWaits(kernel, who),
    myRecords(kernel, who),
    myChanges(kernel, who),
  ])
  return { tasks, waits, records, changed }
}

async function myTasks(kernel: Needs, who: Who): Promise<readonly MyTask[]> {
  const given = [...(who.self ? [who.self] : []), ...who.groups]
  if (given.length === 0) return []
  const rows = await kernel.db.query<
    RecordLink & { task: string; task_title: string; due_on: string | null }
  >(sql`select k.id as task, k.title as task_title, k.due_on, ${linkColumns}
    from task k join record r on r.id = k.record_id and r.archived_at is null and ${readableSql(kernel, who)}
    where k.assignee = any(${given}::uuid[]) and k.done_at is null order by k.due_on nulls last, k.id limit 50`)
  return rows.map(({ task, task_title: title, due_on: dueOn, ...link }) => ({
    id: task,
    title,
    dueOn,
    record: linkOf(link),
  }))
}

async function myRecords({ db, registry }: Needs, who: Who): Promise<readonly MyRecords[]> {
  if (who.self === null) return []
  const [own] = await db.query<{ type: string }>({ text: 'select type from record where id = $1', values: [who.self] })
  const counts = own ? registry.records.flatMap((record) => countsOf({ record, who, to: own.type })) : []
  if (counts.length === 0) return []
  const rows = await db.query<MyRecords>(sql`select * from (${sql.join(counts, sql` union all `)}) c where c.count > 0`)
  return rows.map(({ type, field, count }) => ({ type, field, count }))
}

// Only by fields with an index, so that each count costs what it finds and no more.
function countsOf({ record, who, to }: { record: AnyRecord; who: Who; to: string }): readonly RawBuilder<unknown>[] {
  const { read } = rightsOf(who, record)
  if (read === false) return []
  const fields = storedFields(record).filter(
    ([, field]) => field.options.to === to && (field.kind === 'refs' || field.options.index) && maySee(who, field),
  )
  return fields.map(([name, field]) => {
    const column = sql.ref(`t.${columnOf(name)}`)
    const isMine =
      field.kind === 'refs' ? sql`${column} @> array[${who.self}::uuid]` : sql`${column} = ${who.self}::uuid`
    return sql`select ${sql.lit(record.name)} as type, ${sql.lit(name)} as field, (select count(*) from (
      select 1 from ${sql.table(record.name)} t where ${isMine} and t.archived_at is null and ${verdictSql(record, read, 't')} limit ${sql.lit(mostCounted)}) s) as count`
  })
}

async function myChanges(kernel: Needs, who: Who): Promise<readonly MyChange[]> {
  const since = new Date(kernel.clock.now().getTime() - weekMs)
  const rows = await kernel.db.query<RecordLink & { at: Date }>(sql`select ${linkColumns}, h.at
    from (select record_id from watcher where account_id = ${who.account}::uuid order by at desc limit ${sql.lit(mostWatched)}) w
      join record r on r.id = w.record_id and r.archived_at is null and ${readableSql(kernel, who)}
      join lateral (select at from history where record_id = r.id and at > ${since} and who is distinct from ${who.account}::uuid order by entry desc limit 1) h on true
    order by h.at desc limit 20`)
  return rows.map(({ at, ...link }) => ({ ...linkOf(link), at: at.toISOString() }))
}
