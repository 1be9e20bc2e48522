import type { Db } from './db.server.ts'

/** A table whose rows go into a backup, with the columns that are stored (not computed). */
export interface StoredTable {
  readonly name: string
  readonly columns: readonly string[]
}

// Their rows belong to one installation at one time: who is signed in there and through whose eyes, what was just answered, which migrations ran, and which files lie on its disk.
const leftOut = ['migration', 'session', 'viewing', 'idempotency', 'request_count', 'backup']

/** All tables of the application, partitioned ones as one. Jobs (schema pgboss) are made anew by each start. */
export async function storedTables(db: Db): Promise<StoredTable[]> {
  const rows = await db.query<StoredTable>({
    text: `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> all ($1::text[])
      group by c.relname order by c.relname`,
    values: [leftOut],
  })
  return rows.map(({ name, columns }) => ({ name, columns }))
}

/** A sequence and where it stands. */
export interface StoredSequence {
  readonly name: string
  readonly value: string
  readonly isCalled: boolean
}

/** Every sequence of the application. */
export async function storedSequences(db: Db): Promise<StoredSequence[]> {
  const names = await db.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' order by 1`,
  )
  const found: StoredSequence[] = []
  for (const { name } of names) {
    const [row] = await db.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from ${quoted(name)}`,
    )
    if (row) found.push({ name, ...row })
  }
  return found
}

/** A column that the installation added to a record's table, beyond what migrations make. */
export interface AddedColumn {
  readonly table: string
  readonly name: string
  readonly type: string
}

/** The columns of custom fields, whose names alone begin so. */
export const addedColumns = (db: Db): Promise<AddedColumn[]> =>
  db.query<AddedColumn>(
    `select c.relname as table, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname like 'x\\_%' order by 1, a.attnum`,
  )

/** Makes such columns where a backup is restored to. */
export async function addColumns(db: Db, columns: readonly AddedColumn[]): Promise<void> {
  for (const { table, name, type } of columns) {
    if (!/^x_[a-z0-9_]+$/.test(name) || !/^[a-z ]+(\[\])?$/.test(type))
      throw new Error(`The backup names a column that can't be: ${table}.${name} ${type}`)
    const empty = type.endsWith('[]') ? ` not null default '{}'` : ''
    await db.query(`alter table ${quoted(table)} add column if not exists ${quoted(name)} ${type}${empty}`)
  }
}

/** One part of a partitioned table. */
export interface StoredPartition {
  readonly name: string
  readonly of: string
  /** As PostgreSQL writes it: `FOR VALUES FROM (…) TO (…)`. */
  readonly bound: string
}

/** The parts of all partitioned tables, parents first. */
export async function storedPartitions(db: Db): Promise<StoredPartition[]> {
  return db.query<StoredPartition>(
    `select c.relname as name, p.relname as of, pg_get_expr(c.relpartbound, c.oid) as bound
      from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
      where c.relnamespace = 'public'::regnamespace and c.relispartition and c.relkind in ('r', 'p') order by c.oid`,
  )
}

/** The SQL name of a table, column or sequence. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A table with its columns, as COPY names it. */
export function copyTarget({ name, columns }: StoredTable): string {
  return `${quoted(name)} (${columns.map(quoted).join(', ')})`
}
