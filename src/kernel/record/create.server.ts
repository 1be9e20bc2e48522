import { rightsOf } from '../access/abilities.ts'
import { Failure, invalid, notFound } from '../errors.ts'
import type { Statement } from '../database/db.server.ts'
import { emptyChain } from '../history/entry.server.ts'
import type { Change } from './apply.server.ts'
import { insertion, insertOne, writerOf } from './apply.server.ts'
import { derivedColumns } from './derivation.server.ts'
import type { AnyRecord, Problem } from './define.ts'
import { type Plain, toColumns } from './fragment.ts'
import { oneOf } from './in-sentence.ts'
import { type Outcome, refused, type Telling, type Told, type Writing } from './outcome.server.ts'
import { checkReferences, mayCreate, prepare } from './prepare.server.ts'
import { get } from './read.server.ts'
import { explainRefusal, isRowsFault } from './refusal.server.ts'
import type { Row } from './row.server.ts'

/** Rows written by one statement of the bulk path. */
const chunkSize = 1000

interface ToldRows {
  /** For each row, where it is told of the past. */
  readonly told?: readonly Told[] | undefined
}

/** Creates one record; returns it as the caller may see it. Throws NotFound where they may create it and not see it. */
export async function create(
  writing: Writing,
  record: AnyRecord,
  input: Readonly<Plain>,
  telling: Telling,
): Promise<Row> {
  const { values, problems } = prepare(writing, record, input, null)
  mayCreate(writing.who, record, values)
  if (problems.length > 0) throw invalid(problems)
  const [missing = []] = await checkReferences(writing, record, [values])
  if (missing.length > 0) throw invalid(missing)
  const [change] = await newRows(writing, record, [values], telling)
  if (!change) throw new Error('A new row was expected.')
  if (writing.derivations[record.name]?.followsNew) {
    await insert(writing, record, { changes: [change], statement: insertion(writing, record, [change]) })
    return get(writing, record, change.row.id)
  }
  const row = await insertOne(writing, record, change).catch((error: unknown) => {
    throw explainRefusal(error, record, writing.registry)
  })
  writing.onWritten(record.name)
  if (!row) throw notFound(`This ${oneOf(record)}`)
  return row
}

/**
 * Creates many records, 1,000 a statement; each row has its own outcome, in the order given.
 * While the database writes two chunks the next is made ready; those that share one connection come one after the other.
 */
export async function createMany(
  writing: Writing,
  record: AnyRecord,
  inputs: readonly Readonly<Plain>[],
  telling: Telling & ToldRows,
): Promise<readonly Outcome[]> {
  const written: Promise<readonly Outcome[]>[] = []
  for (let start = 0; start < inputs.length; start += chunkSize) {
    if (!writing.ownsConnections) await written.at(-1)
    const chunk = await readyChunk(writing, record, inputs.slice(start, start + chunkSize), {
      ...telling,
      told: telling.told?.slice(start, start + chunkSize),
    })
    await written.at(-2)
    const outcomes = writeChunk(writing, record, chunk, start)
    outcomes.catch(() => undefined) // thrown where it is awaited
    written.push(outcomes)
  }
  return (await Promise.all(written)).flat()
}

/** A chunk checked row by row: what speaks against each row, and the statement that inserts the good ones. */
interface Chunk extends Made {
  readonly problems: readonly (Problem | null)[]
}
/** New rows, and the statement that inserts them. */
interface Made {
  readonly changes: readonly Change[]
  readonly statement: Statement
}

async function readyChunk(
  writing: Writing,
  record: AnyRecord,
  inputs: readonly Readonly<Plain>[],
  telling: Telling & ToldRows,
): Promise<Chunk> {
  const prepared = inputs.map((input) => prepare(writing, record, input, null))
  const rows = prepared.map(({ values }) => values)
  const missing = await checkReferences(writing, record, rows)
  const may = rightsOf(writing.who, record).create
  const problems = prepared.map(({ values, problems: found }, index): Problem | null => {
    const first = found[0] ?? missing[index]?.[0]
    if (first || may === true) return first ?? null
    return explainForbidden(() => mayCreate(writing.who, record, values))
  })
  const good = rows.filter((_, index) => !problems[index])
  const told = telling.told?.filter((_, index) => !problems[index])
  const changes = await newRows(writing, record, good, { ...telling, told })
  return { problems, changes, statement: insertion(writing, record, changes) }
}

async function writeChunk(
  writing: Writing,
  record: AnyRecord,
  { problems, changes, statement }: Chunk,
  start: number,
): Promise<readonly Outcome[]> {
  const failed = await insertEach(writing, record, { changes, statement })
  let next = 0
  return problems.map((problem, index) => {
    if (problem) return refused(start + index, problem.says, problem.field)
    const id = changes[next++]?.row.id ?? ''
    const failure = failed.get(id)
    return failure === undefined ? { row: start + index, ok: true, id } : refused(start + index, failure)
  })
}

function explainForbidden(check: () => void): Problem | null {
  try {
    check()
    return null
  } catch (error) {
    return { field: '', says: error instanceof Error ? error.message : 'You may not create this.' }
  }
}

/** All rows at once; when that fails because of some rows, halves, down to the rows that are to blame. Returns what they did wrong, by id. */
async function insertEach(
  writing: Writing,
  record: AnyRecord,
  { changes, statement }: Made,
): Promise<ReadonlyMap<string, unknown>> {
  if (changes.length === 0) return new Map()
  try {
    if (writing.ownsConnections) await insert(writing, record, { changes, statement })
    else await writing.db.transaction((tx) => insert({ ...writing, db: tx }, record, { changes, statement }))
    return new Map()
  } catch (error) {
    if (!isRowsFault(error)) throw error
    if (changes.length === 1) return new Map([[changes[0]?.row.id ?? '', error]])
    const middle = Math.ceil(changes.length / 2)
    const half = (rows: readonly Change[]): Promise<ReadonlyMap<string, unknown>> =>
      insertEach(writing, record, { changes: rows, statement: insertion(writing, record, rows) })
    return new Map([...(await half(changes.slice(0, middle))), ...(await half(changes.slice(middle)))])
  }
}

async function insert(writing: Writing, record: AnyRecord, { changes, statement }: Made): Promise<void> {
  const derivation = writing.derivations[record.name]
  const write = async (db: Writing['db']): Promise<void> => {
    await db.query(statement)
    if (derivation?.followsNew)
      await derivation.follow(
        db,
        changes.map(({ row }) => row.id),
      )
  }
  try {
    if (derivation?.followsNew) await writing.db.transaction(write)
    else await write(writing.db)
  } catch (error) {
    throw explainRefusal(error, record, writing.registry)
  }
  writing.onWritten(record.name)
}

/** New rows ready to be inserted, in their first state, with what the record works out of itself. */
export async function newRows(
  { numbers, who, clock, derivations }: Writing,
  record: AnyRecord,
  rows: readonly Plain[],
  { reason, batch, told }: Telling & ToldRows,
): Promise<readonly Change[]> {
  const given = record.number && rows.length > 0 ? await numbers(record, rows.length) : []
  const writers = rows.map((_, index) => writerOf({ who, clock }, told?.[index]))
  const moments = writers.map((writer) => writer.clock.now())
  const state = record.states?.start ?? null
  const fresh = rows.map((values, index) => ({
    before: null,
    after: { ...values, state },
    at: moments[index] ?? clock.now(),
  }))
  const worked = ((await derivations[record.name]?.work(fresh)) ?? []).map(valuesOf)
  const derived = derivedColumns(record)
  return rows.map((values, index) => {
    const columns = toColumns(record, { ...values, ...worked[index] })
    const set = Object.entries({ state, ...columns }).filter(
      ([name, value]) => value !== null && !(Array.isArray(value) && value.length === 0) && !derived.has(name),
    )
    const now = moments[index]
    const by = writers[index]?.who.account ?? null
    const row = {
      id: clock.id(),
      number: given[index] ?? null,
      version: 1,
      state,
      created_at: now,
      created_by: by,
      updated_at: now,
      updated_by: by,
      archived_at: null,
      ...columns,
    }
    return {
      row,
      head: emptyChain,
      told: told?.[index],
      happening: {
        verb: 'created',
        version: 1,
        after: Object.fromEntries(set),
        reason: reason ?? null,
        batch: batch ?? null,
      },
    }
  })
}

function valuesOf(worked: Plain | Failure): Plain {
  if (worked instanceof Failure) throw worked
  return worked
}
