import { invalid, notFound } from '../errors.ts'
import type { Writer } from '../history/entry.server.ts'
import { insertion, updateRows } from './apply.server.ts'
import { readStored } from './change.server.ts'
import { newRows } from './create.server.ts'
import type { AnyRecord } from './define.ts'
import { type Columns, type Plain, toColumns, toPlain } from './fragment.ts'
import { changeOf, workOut } from './judged.server.ts'
import type { Writing } from './outcome.server.ts'
import { prepare } from './prepare.server.ts'

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
  const state: Columns = one.state === undefined ? {} : { state: one.state }
  const verb = one.state === undefined || one.state === row.columns['state'] ? 'updated' : 'moved'
  const [worked] = await workOut(writing, record, [{ row, set: { ...toColumns(record, values), ...state }, verb }])
  if (!worked || worked instanceof Error) throw worked ?? new Error('A change was expected.')
  const change = changeOf(writing, worked, { reason: one.reason ?? null })
  if (change) await updateRows(writing.db, writing, record, [change])
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
