import { sql } from 'kysely'
import { rightsOf } from '../access/abilities.ts'
import { conflict, forbidden, notFound } from '../errors.ts'
import type { Fragment } from '../history/entry.server.ts'
import { canonical } from '../history/entry.server.ts'
import { changeMany, type Intent } from './change.server.ts'
import type { AnyRecord } from './define.ts'
import { jsonValue, type Plain, toPlain } from './fragment.ts'
import { oneOf } from './in-sentence.ts'
import { ownColumns } from './row.server.ts'
import { type Outcome, refused, type Telling, type Writing } from './outcome.server.ts'

interface Undoable {
  readonly id: string
  readonly record_id: string
  readonly type: string
  readonly verb: string
  readonly before: Fragment | null
  readonly after: Fragment | null
}
/** Verbs whose effect on the row can be taken back. */
export const undoableVerbs = ['created', 'updated', 'moved', 'archived', 'restored'] as const

/** Takes back one entry of the history by a new change; fields that changed again since are left alone and refused. */
export async function undoEntry(writing: Writing, entryId: string): Promise<readonly Outcome[]> {
  const entries = await writing.db.query<Undoable>({
    text: 'select id, record_id, type, verb, before, after from history where id = $1',
    values: [entryId],
  })
  const known = entries.filter(({ type }) => writing.registry.records.some(({ name }) => name === type))
  if (known.length === 0) throw notFound('This change')
  return undoAll(writing, known, { reason: 'Undone' })
}

/** Records of a batch that are taken back at once. */
const recordsAtOnce = 1000

/**
 * Takes back everything that one batch (a bulk change, an import) did, last change of each record first, 1,000 records at a time.
 * `onProgress` is told after each of these how many changes are through.
 */
export async function undoBatch(
  writing: Writing,
  batch: string,
  { onProgress, ...telling }: Telling & { readonly onProgress?: (done: number) => unknown } = {},
): Promise<readonly Outcome[]> {
  const records = await writing.db.query<{ id: string }>({
    text: 'select distinct record_id as id from history where batch = $1 and version is not null order by record_id',
    values: [batch],
  })
  if (records.length === 0) throw notFound('This change')
  const outcomes: Outcome[] = []
  for (let start = 0; start < records.length; start += recordsAtOnce) {
    const ids = records.slice(start, start + recordsAtOnce).map(({ id }) => id)
    const entries = await writing.db.query<Undoable>({
      text: 'select id, record_id, type, verb, before, after from history where batch = $1 and version is not null and record_id = any($2::uuid[]) order by record_id, entry desc',
      values: [batch, ids],
    })
    const undone = await undoAll(writing, entries, { reason: 'Undone', ...telling })
    for (const outcome of undone) outcomes.push({ ...outcome, row: outcomes.length })
    await onProgress?.(outcomes.length)
  }
  return outcomes
}

async function undoAll(writing: Writing, entries: readonly Undoable[], telling: Telling): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const [type, group] of Map.groupBy(entries, (entry) => entry.type)) {
    const record = writing.registry.records.find((one) => one.name === type)
    if (!record) continue
    const found = await undoType(writing, record, group, telling)
    outcomes.push(...found.map((outcome) => ({ ...outcome, row: outcome.row + outcomes.length })))
  }
  return outcomes
}

async function undoType(
  writing: Writing,
  record: AnyRecord,
  entries: readonly Undoable[],
  telling: Telling,
): Promise<readonly Outcome[]> {
  if (rightsOf(writing.who, record).read === false) throw notFound('This change')
  const current = await currentRows(writing, record, entries)
  const plans = entries.map((entry) => {
    const row = current.get(entry.record_id)
    const plan = inverse(record, entry, row)
    if (row && !(plan instanceof Error)) current.set(entry.record_id, { ...row, ...entry.before })
    return plan
  })
  const intents = plans.filter((plan): plan is Intent => !(plan instanceof Error))
  const done = await changeMany(writing, record, intents, telling)
  let next = 0
  return plans.map((plan, row) =>
    plan instanceof Error
      ? refused(row, plan, undefined, entries[row]?.record_id)
      : { ...(done[next++] as Outcome), row },
  )
}

async function currentRows(
  { db }: Writing,
  record: AnyRecord,
  entries: readonly Undoable[],
): Promise<Map<string, Fragment>> {
  const ids = [...new Set(entries.map((entry) => entry.record_id))]
  const rows = await db.query<Fragment & { id: string }>(
    sql`select ${ownColumns(record, 't')} from ${sql.table(record.name)} t where t.id = any(${ids}::uuid[])`,
  )
  return new Map(
    rows.map((row) => [
      row.id,
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, jsonValue(value)])),
    ]),
  )
}

/** The deed that takes an entry back, or why it can't be. */
function inverse(
  record: AnyRecord,
  { record_id: id, verb, before, after }: Undoable,
  current: Fragment | undefined,
): Intent | Error {
  if (!current) return notFound(`This ${oneOf(record)}`)
  if (verb === 'created' || verb === 'restored') return { id, deed: { kind: 'archive' } }
  if (verb === 'archived') return { id, deed: { kind: 'restore' } }
  if (!before || !after || !undoableVerbs.some((one) => one === verb)) return forbidden('This change can’t be undone.')
  const touched = Object.keys(after).filter((name) => canonical(after[name]) !== canonical(current[name]))
  if (touched.length > 0) return conflict('It was changed again since, so it stays as it is.')
  const set = restorable(record, toPlain(record, before))
  if (verb === 'moved') return { id, deed: { kind: 'state', to: String(before.state), verb: 'moved', set } }
  return { id, deed: { kind: 'update', set } }
}

const restorable = (record: AnyRecord, values: Plain): Plain =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => record.fields[name] !== undefined && !record.fields[name].options.worked),
  )
