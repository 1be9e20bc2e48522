import { invalid, notFound } from '../errors.ts'
import { emptyChain, type Writer } from '../history/entry.server.ts'
import { type Change, insertion, updateRows } from './apply.server.ts'
import { readStored, type Stored } from './change.server.ts'
import { newRows } from './create.server.ts'
import type { AnyRecord } from './define.ts'
import { type Columns, type Plain, toColumns, toPlain } from './fragment.ts'
import { changeOf, type Judged, workOut } from './judged.server.ts'
import type { Told, Writing } from './outcome.server.ts'
import { prepare } from './prepare.server.ts'
import { fieldColumns } from './storage.ts'

/** One thing that the log of another system tells of a record: what it was from then on. */
export interface Happened {
  readonly at: Date
  /** Who did it, by the name that the log gives. */
  readonly by: string
  /** Any state of the record, whether or not a move leads there. A new record begins in its first one. */
  readonly state?: string
  /** What the log doesn't know is null, and stays so where a form would fill in what is usual. */
  readonly set: Readonly<Plain>
  readonly reason?: string
}

/**
 * Writes what a log tells of one record, each thing at its own time and by its own name, in the order given; the first one
 * makes the record where there is no id. What is derived is worked out once, at the end. Runs within a transaction.
 */
export async function tell(
  writing: Writing,
  record: AnyRecord,
  { id, told }: { readonly id: string | null; readonly told: readonly Happened[] },
): Promise<string> {
  let known = id
  for (const one of told) {
    const writer = { ...writing, ...writerOf(writing, one) }
    if (known === null) known = await make(writer, record, one)
    else await go(writer, record, { id: known, one })
  }
  if (known === null) throw new Error('There is nothing to tell.')
  await writing.derivations[record.name]?.follow(writing.db, [known])
  return known
}

/**
 * Writes whole stories of new records, the first thing of each making it, in one statement however much happened: rows are
 * written as they are at the end, histories as they went. What is derived is worked out once. Runs within a transaction:
 * all of it, or none.
 */
export async function tellMany(
  writing: Writing,
  record: AnyRecord,
  stories: readonly (readonly Happened[])[],
): Promise<readonly string[]> {
  const lives = await beginnings(writing, record, stories)
  const longest = Math.max(0, ...stories.map(({ length }) => length))
  for (let place = 1; place < longest; place += 1)
    await goOn(
      writing,
      record,
      lives.flatMap((life, index) => {
        const one = stories[index]?.[place]
        return one ? [{ life, one }] : []
      }),
    )
  const changes = lives.map(({ change, row, later }): Change => ({ ...change, row, later }))
  if (changes.length > 0) await writing.db.query(insertion(writing, record, changes))
  const ids = changes.map(({ row }) => row.id)
  if (ids.length > 0) await writing.derivations[record.name]?.follow(writing.db, ids)
  return ids
}

/** A row as far as it is told. */
interface Life {
  readonly change: Change
  row: Stored['columns']
  readonly later: Change[]
}

async function beginnings(
  writing: Writing,
  record: AnyRecord,
  stories: readonly (readonly Happened[])[],
): Promise<readonly Life[]> {
  const first = stories.map(([one]) => {
    if (!one) throw new Error('There is nothing to tell.')
    return one
  })
  const rows = first.map((one) => valuesOf({ ...writing, ...writerOf(writing, one) }, record, one.set, null))
  const changes = await newRows(writing, record, rows, { told: first.map((one) => toldOf(writing, one)) })
  const columns = fieldColumns(record).map(({ name }) => [name, null] as const)
  return changes.map((change, index) => ({
    change: { ...change, happening: { ...change.happening, reason: first[index]?.reason ?? null } },
    row: { version: 1, ...Object.fromEntries(columns), ...change.row },
    later: [],
  }))
}

async function goOn(
  writing: Writing,
  record: AnyRecord,
  now: readonly { readonly life: Life; readonly one: Happened }[],
): Promise<void> {
  const judged = now.map(({ life, one }): Judged => {
    const values = valuesOf(writing, record, one.set, toPlain(record, life.row))
    return { ...judgedOf(record, { columns: life.row, head: emptyChain }, { one, values }), told: toldOf(writing, one) }
  })
  const worked = await workOut(writing, record, judged)
  for (const [index, { life, one }] of now.entries()) {
    const change = changeOf(writing, refusedOr(worked[index]), { reason: one.reason ?? null })
    if (!change) continue
    life.row = { ...life.row, ...change.row }
    life.later.push(change)
  }
}

const toldOf = ({ who }: Writing, { at, by }: Happened): Told => ({ at, who: { ...who, name: by } })

const writerOf = ({ who, clock }: Writing, { at, by }: Happened): Writer & Pick<Writing, 'now'> => ({
  who: { ...who, name: by },
  clock: { ...clock, now: () => at },
  now: () => at,
})

async function make(writing: Writing, record: AnyRecord, { set, reason }: Happened): Promise<string> {
  const values = valuesOf(writing, record, set, null)
  const [change] = await newRows(writing, record, [values], { reason: reason ?? null })
  if (!change) throw new Error('A new row was expected.')
  await writing.db.query(insertion(writing, record, [change]))
  return change.row.id
}

async function go(writing: Writing, record: AnyRecord, { id, one }: { id: string; one: Happened }): Promise<void> {
  const row = (await readStored(writing, record, [id])).get(id)
  if (!row) throw notFound()
  const values = valuesOf(writing, record, one.set, toPlain(record, row.columns))
  const [worked] = await workOut(writing, record, [judgedOf(record, row, { one, values })])
  const change = changeOf(writing, refusedOr(worked), { reason: one.reason ?? null })
  if (change) await updateRows(writing.db, writing, record, [change])
}

function judgedOf(
  record: AnyRecord,
  row: Stored,
  { one, values }: { readonly one: Happened; readonly values: Readonly<Plain> },
): Judged {
  const state: Columns = one.state === undefined ? {} : { state: one.state }
  const verb = one.state === undefined || one.state === row.columns['state'] ? 'updated' : 'moved'
  return { row, set: { ...toColumns(record, values), ...state }, verb }
}

function refusedOr(worked: Judged | Error | undefined): Judged {
  if (!worked || worked instanceof Error) throw worked ?? new Error('A change was expected.')
  return worked
}

/** The values as they are stored, those that are null among them; throws Invalid with what is wrong with the others. */
function valuesOf(
  writing: Writing,
  record: AnyRecord,
  set: Readonly<Plain>,
  existing: Readonly<Plain> | null,
): Readonly<Plain> {
  const isKnown = ([, value]: [string, unknown]): boolean => value !== null
  const known = Object.fromEntries(Object.entries(set).filter(isKnown))
  const { values, problems } = prepare(writing, record, known, existing)
  if (problems.length > 0) throw invalid(problems)
  return { ...values, ...Object.fromEntries(Object.entries(set).filter((one) => !isKnown(one))) }
}
