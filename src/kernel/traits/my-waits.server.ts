import { type RawBuilder, sql } from 'kysely'
import { rightsOf } from '../access/abilities.ts'
import type { Who } from '../access/who.ts'
import { present } from '../clock.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord, Filter, Wait } from '../record/define.ts'
import { type Scope, subjectOf } from '../record/filter.server.ts'
import { whereSql } from '../record/read.server.ts'
import { columnOf } from '../record/registry.ts'
import { linkColumns, linkOf, readableSql } from './trait.server.ts'
import type { MyWait, RecordLink } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'clock' | 'registry'>
const usualAhead = 30
const mostShown = 5
const mostCounted = 1000

interface Declared {
  readonly record: AnyRecord
  readonly wait: Wait
  readonly filter: Filter
}
/** For whom, on which day, and at which moment. */
type Around = Pick<Scope, 'registry' | 'who' | 'today' | 'zone'> & { readonly now: Date }
interface Found extends RecordLink {
  readonly place: number
  readonly by: string
  readonly of: string | null
  readonly count: number
  readonly late: number
}

/** What record types declare to wait for somebody, as far as it waits for the caller: soonest first. One statement. */
export async function myWaits({ db, clock, registry }: Needs, who: Who): Promise<readonly MyWait[]> {
  if (who.self === null) return []
  const declared = registry.records.flatMap((record) => waitsOf(record, who))
  if (declared.length === 0) return []
  const now = clock.now()
  const scope = { registry, who, now, ...present(clock) }
  const each = declared.map((one, place) => waitSql(one, { place, scope }))
  const rows = await db.query<Found>(sql`select ${linkColumns}, w.place, w.by, w.of, w.count, w.late
    from (${sql.join(each, sql` union all `)}) w join record r on r.id = w.id order by w.by, r.id`)
  return declared.flatMap((one, place) =>
    waitOf(
      one,
      rows.filter((row) => row.place === place),
    ),
  )
}

/** The waits of a record type that the caller may know of: all that they are told by are fields which they see. */
function waitsOf(record: AnyRecord, who: Who): readonly Declared[] {
  const { read, hidden } = rightsOf(who, record)
  if (read === false) return []
  return (record.waits ?? [])
    .filter(({ whom, by, of = by, where }) => ![whom, by, of, ...Object.keys(where)].some((name) => hidden.has(name)))
    .map((wait) => ({ record, wait, filter: { ...wait.where, [wait.whom]: 'me', [wait.by]: horizon(wait) } }))
}

const horizon = ({ by, where, ahead = usualAhead }: Wait): Filter => ({
  ...(typeof where[by] === 'object' ? where[by] : {}),
  lte: `today+${ahead}d`,
})

function waitSql(
  { record, wait, filter }: Declared,
  { place, scope }: { place: number; scope: Around },
): RawBuilder<unknown> {
  const whole = { ...scope, record, alias: 't' }
  const { at, field } = subjectOf(whole, wait.by)
  const now = field.kind === 'date' ? sql`${scope.today}::date` : sql`${scope.now}::timestamptz`
  const by =
    field.kind === 'date' ? sql`t.due::text` : sql`to_char(t.due at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  return sql`(select ${sql.lit(place)}::int as place, t.id, ${by} as by, ${ofSql(whole, wait)} as of, (count(*) over ())::int as count,
      (count(*) filter (where t.due < ${now}) over ())::int as late
    from (select t.*, ${at} as due from ${sql.table(record.name)} t where ${whereSql(whole, { filter })}
      limit ${sql.lit(mostCounted)}) t
    order by t.due, t.id limit ${sql.lit(mostShown)})`
}

/** What names it further: of a reference the title, where the caller may see what it is. */
function ofSql({ registry, who, record }: Around & { readonly record: AnyRecord }, { of }: Wait): RawBuilder<unknown> {
  if (of === undefined) return sql`null::text`
  const column = sql.ref(`t.${columnOf(of)}`)
  return record.fields[of]?.kind === 'ref'
    ? sql`(select r.title from record r where r.id = ${column} and ${readableSql({ registry }, who)})`
    : sql`${column}::text`
}

function waitOf({ record, wait, filter }: Declared, rows: readonly Found[]): readonly MyWait[] {
  const [first] = rows
  if (!first) return []
  const { count, late } = first
  const records = rows.map((row) => ({ ...linkOf(row), by: row.by, of: row.of }))
  return [{ type: record.name, says: wait.says, count, late, filter, sort: wait.by, records }]
}
