import { sql } from 'kysely'
import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { Field } from '../record/field.ts'
import { type Addition, columnOf } from '../record/registry.ts'
import { columnsOf } from '../record/storage.ts'
import { additionsOf, type Custom } from './addition.ts'

type Needed = Pick<Kernel, 'db' | 'registry' | 'log'>

/** The fields that this installation added, kept in step with every other process. */
export interface CustomFields {
  /** Adds them to their record types, with their columns: resolves once this process knows all that were committed before. */
  readonly refresh: () => Promise<void>
  /** Looks every two seconds for what other processes added; returns what ends it. */
  readonly follow: () => () => Promise<void>
}

const lookEvery = 2000
const lock = 7_243_002

/** The custom fields of a kernel's records; none where its registry has no such record. */
export function openCustomFields({ db, registry, log }: Needed): CustomFields {
  const isKnown = registry.records.some(({ name }) => name === 'custom_field')
  let seen = ''
  let running: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    const stand = isKnown ? await standOf(db) : seen
    if (stand === seen) return
    await addCustomFields({ db, registry, log })
    seen = stand
  }
  const refresh = (): Promise<void> => {
    running = running.catch(() => undefined).then(look)
    return running
  }
  const follow = (): (() => Promise<void>) => {
    const quietly = (): Promise<void> =>
      refresh().catch((error: unknown) => log.warn({ err: error }, 'Custom fields could not be read.'))
    const timer = setInterval(() => void quietly(), lookEvery).unref()
    return async () => {
      clearInterval(timer)
      await running.catch(() => undefined)
    }
  }
  return { refresh, follow }
}

/** Gives record types the custom fields that are stored now, and their tables the columns. */
async function addCustomFields({ db, registry, log }: Needed): Promise<void> {
  const customs = await readCustoms(db)
  const additions = additionsOf(customs, registry.records)
  const kept: Record<string, Addition> = {}
  for (const [type, addition] of Object.entries(additions)) kept[type] = await withColumns({ db, log }, type, addition)
  registry.extend(kept)
}

// Cheap enough to ask every two seconds: the table is small, and the answer says whether anything changed.
async function standOf(db: Db): Promise<string> {
  const [row] = await db.query<{ stand: string }>(
    `select concat(count(*), ' ', max(updated_at), ' ', sum(version)) as stand from custom_field`,
  )
  return row?.stand ?? ''
}

/** In the order in which they were made: who came first has the name. */
const readCustoms = (db: Db): Promise<Custom[]> =>
  db.query<Custom>(
    `select label, record_type as "recordType", handle, kind, help, panel, position, is_required as "isRequired",
      is_searched as "isSearched", is_indexed as "isIndexed", is_seen_by_few as "isSeenByFew", is_set_by_few as "isSetByFew", choices, target, digits, formula
      from custom_field where archived_at is null order by id`,
  )

/** The addition without the fields whose columns can't be made; why is logged. */
async function withColumns(
  { db, log }: Pick<Needed, 'db' | 'log'>,
  type: string,
  addition: Addition,
): Promise<Addition> {
  const there = await columnsThere(db, type)
  const fields: Record<string, Field<unknown>> = {}
  for (const [name, field] of Object.entries(addition.fields)) {
    const wanted = field.kind === 'computed' ? [] : columnsOf(name, field)
    const isThere = wanted.every((column) => there.get(column.name) === column.type)
    try {
      if (!isThere) await addColumns(db, { type, name, field })
      fields[name] = field
    } catch (error) {
      log.error({ err: error, record: type, field: name }, 'A custom field could not be added; it is tried again.')
    }
  }
  const panels = addition.panels.map(({ panel, shows }) => ({ panel, shows: shows.filter((name) => fields[name]) }))
  return { fields, panels: panels.filter(({ shows }) => shows.length > 0) }
}

async function columnsThere(db: Db, type: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ name: string; type: string }>({
    text: `select attname::text as name, case when format_type(atttypid, null) = 'timestamp with time zone' then 'timestamptz'
      else format_type(atttypid, null) end as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    values: [type],
  })
  return new Map(rows.map((row) => [row.name, row.type]))
}

interface Adding {
  readonly type: string
  readonly name: string
  readonly field: Field<unknown>
}

/** Adds what a field is kept in. Nothing is rewritten: columns begin empty; one process at a time, and never waiting long for a busy table. */
async function addColumns(db: Db, { type, name, field }: Adding): Promise<void> {
  const table = sql.table(type)
  const isList = field.kind === 'refs' || field.kind === 'choices'
  await db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${lock})`)
    await tx.query(`set local lock_timeout = '5s'`)
    for (const column of columnsOf(name, field)) {
      const empty = isList ? sql` not null default '{}'` : sql``
      await tx.query(
        sql`alter table ${table} add column if not exists ${sql.ref(column.name)} ${sql.raw(column.type)}${empty}`,
      )
    }
    if (field.kind === 'ref') await addForeignKey(tx, { type, name, field })
  })
  if (field.options.index) await addIndex(db, { type, name, field })
}

async function addForeignKey(tx: Db, { type, name, field }: Adding): Promise<void> {
  const key = `${type}_${columnOf(name)}_fkey`
  const [there] = await tx.query({ text: 'select 1 from pg_constraint where conname = $1', values: [key] })
  if (there) return
  // Not valid: rows that stand already have nothing in the column, so that none need be looked at.
  await tx.query(sql`alter table ${sql.table(type)} add constraint ${sql.ref(key)} foreign key (${sql.ref(columnOf(name))})
    references ${sql.table(field.options.to ?? '')} (id) deferrable not valid`)
}

// Concurrently, outside of any transaction: others go on writing meanwhile.
async function addIndex(db: Db, { type, name, field }: Adding): Promise<void> {
  const column = columnsOf(name, field)[0]?.name ?? ''
  const index = sql.ref(`${type}_${columnOf(name)}`)
  const table = sql.table(type)
  await db.query(
    field.kind === 'refs' || field.kind === 'choices'
      ? sql`create index concurrently if not exists ${index} on ${table} using gin (${sql.ref(column)})`
      : sql`create index concurrently if not exists ${index} on ${table} (${sql.ref(column)}, id)`,
  )
}
