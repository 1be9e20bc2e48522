import type { Db } from '../database/db.server.ts'
import type { Entry } from './entry.server.ts'

/** Where an entry stands in the one order that everything follows: by position, then by its place in its record's chain. */
export interface Place {
  readonly position: number
  readonly entry: number
  readonly id: string
}
/** An entry with its position. */
export type PlacedEntry = Entry & { readonly position: number }

/** The end of `position`: later places are greater, earlier ones less. */
export const endOf = (position: number): Place => ({
  position,
  entry: 2_147_483_647,
  id: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
})
export const beginning: Place = endOf(-1)

/** The columns of `history` under the names of `Entry`. */
export const entrySelect = `h.id, h.at, h.position, h.record_id as "recordId", h.type, h.entry, h.version, h.verb, h.who,
  h.who_name as "whoName", h.via, h.request_id as "requestId", h.address, h.batch, h.before, h.after, h.reason`

// The default of the column is the writing transaction's id plus what a restore found necessary.
const offsetSql = `coalesce((select substring(pg_get_expr(d.adbin, d.adrelid) from '\\+ \\(?''?(\\d+)')::bigint
  from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
  where d.adrelid = 'history'::regclass and a.attname = 'position'), 0)`

// Transaction ids are the cluster's. One of another database, which may run for hours or wait prepared for ever, can't
// write here: only what was seen to run elsewhere is left out, so that in doubt an id counts.
const elsewhereSql = `select backend_xid from pg_stat_get_activity(null)
    where backend_xid is not null and datid <> (select oid from pg_database where datname = current_database())
  union all select transaction from pg_prepared_xacts where database <> current_database()`

/**
 * The position below which the history is complete: every transaction that wrote there has ended, and none that
 * begins later can write there. Entries at or above it may still be joined by earlier ones.
 */
export async function ceilingOf(db: Db): Promise<number> {
  const text = `select ${offsetSql} + least(
      (select min(running::text::bigint) from pg_snapshot_xip(snapshot) as running
        where running::xid not in (${elsewhereSql})),
      pg_current_xact_id_if_assigned()::text::bigint,
      pg_snapshot_xmax(snapshot)::text::bigint) as ceiling
    from pg_current_snapshot() as snapshot`
  const [row] = await db.query<{ ceiling: number }>(text)
  return row?.ceiling ?? 0
}

/** Entries after a place and below a ceiling, in order, at most `limit`. */
export function entriesAfter(
  db: Db,
  { after, ceiling, limit }: { after: Place; ceiling: number; limit: number },
): Promise<PlacedEntry[]> {
  return db.query<PlacedEntry>({
    text: `select ${entrySelect} from history h
      where (h.position, h.entry, h.id) > ($1::bigint, $2::int, $3::uuid) and h.position < $4::bigint
      order by h.position, h.entry, h.id limit $5`,
    values: [after.position, after.entry, after.id, ceiling, limit],
  })
}

/** Whether entries wait at or above a ceiling: committed, or about to be. */
export async function hasEntriesFrom(db: Db, ceiling: number): Promise<boolean> {
  const rows = await db.query({ text: 'select 1 from history where position >= $1 limit 1', values: [ceiling] })
  return rows.length > 0
}

/**
 * Makes positions go on growing in a cluster whose transaction ids are lower than the positions already given,
 * which is so after a restore. Does nothing where they grow anyhow. Resolves to the offset in force.
 */
export async function afterRestore(tx: Db): Promise<number> {
  const [found] = await tx.query<{ offset: number; next: number; highest: number }>(`select ${offsetSql} as "offset",
    (pg_current_xact_id()::text)::bigint as next,
    greatest((select max(position) from history), (select max(to_position) from anchor),
      (select max(position) from processor), 0) as highest`)
  if (!found || found.highest < found.next + found.offset) return found?.offset ?? 0
  const offset = found.highest + 1 - found.next
  await tx.query(
    `alter table history alter column position set default ((pg_current_xact_id()::text)::bigint + ${offset})`,
  )
  return offset
}
