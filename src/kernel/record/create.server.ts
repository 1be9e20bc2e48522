import { rightsOf } from '../access/abilities.ts'
import { invalid } from '../errors.ts'
import { emptyChain } from '../history/entry.server.ts'
import type { Change } from './apply.server.ts'
import { insertRows } from './apply.server.ts'
import type { AnyRecord, Problem } from './define.ts'
import { type Plain, toColumns } from './fragment.ts'
import { type Outcome, refused, type Telling, type Writing } from './outcome.server.ts'
import { checkReferences, mayCreate, prepare } from './prepare.server.ts'
import { explainRefusal, isRowsFault } from './refusal.server.ts'
import { sequenceOf } from './storage.ts'

/** Rows written by one statement of the bulk path. */
const chunkSize = 1000

/** Creates one record; returns its id. */
export async function create(
  writing: Writing,
  record: AnyRecord,
  input: Readonly<Plain>,
  telling: Telling,
): Promise<string> {
  const { values, problems } = prepare(writing.who, record, input, null)
  mayCreate(writing.who, record, values)
  if (problems.length > 0) throw invalid(problems)
  const [missing = []] = await checkReferences(writing, record, [values])
  if (missing.length > 0) throw invalid(missing)
  const [change] = await newRows(writing, record, [values], telling)
  if (!change) throw new Error('A new row was expected.')
  await insert(writing, record, [change])
  return change.row.id
}

/** Creates many records, 1,000 a statement; each row has its own outcome, in the order given. `ids` may be made by the caller. */
export async function createMany(
  writing: Writing,
  record: AnyRecord,
  inputs: readonly Readonly<Plain>[],
  telling: Telling,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (let start = 0; start < inputs.length; start += chunkSize) {
    outcomes.push(...(await createChunk(writing, record, inputs.slice(start, start + chunkSize), telling, start)))
  }
  return outcomes
}

async function createChunk(
  writing: Writing,
  record: AnyRecord,
  inputs: readonly Readonly<Plain>[],
  telling: Telling,
  start: number,
): Promise<readonly Outcome[]> {
  const prepared = inputs.map((input) => prepare(writing.who, record, input, null))
  const missing = await checkReferences(
    writing,
    record,
    prepared.map(({ values }) => values),
  )
  const may = rightsOf(writing.who, record).create
  const checked = prepared.map(({ values, problems }, index): Problem | null => {
    const first = problems[0] ?? missing[index]?.[0]
    if (first || may === true) return first ?? null
    return explainForbidden(() => mayCreate(writing.who, record, values))
  })
  const good = prepared.flatMap(({ values }, index) => (checked[index] ? [] : [{ values, index }]))
  const changes = await newRows(
    writing,
    record,
    good.map(({ values }) => values),
    telling,
  )
  const failed = await insertEach(writing, record, changes)
  const outcomes: Outcome[] = checked.map((problem, index) =>
    problem ? refused(start + index, problem.says, problem.field) : { row: start + index, ok: true, id: '' },
  )
  good.forEach(({ index }, place) => {
    const id = changes[place]?.row.id ?? ''
    const failure = failed.get(id)
    outcomes[index] =
      failure === undefined
        ? { row: start + index, ok: true, id }
        : { ...refused(start + index, failure), row: start + index }
  })
  return outcomes
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
  changes: readonly Change[],
): Promise<ReadonlyMap<string, unknown>> {
  if (changes.length === 0) return new Map()
  try {
    await writing.db.transaction((tx) => insert({ ...writing, db: tx }, record, changes))
    return new Map()
  } catch (error) {
    if (!isRowsFault(error)) throw error
    if (changes.length === 1) return new Map([[changes[0]?.row.id ?? '', error]])
    const middle = Math.ceil(changes.length / 2)
    return new Map([
      ...(await insertEach(writing, record, changes.slice(0, middle))),
      ...(await insertEach(writing, record, changes.slice(middle))),
    ])
  }
}

async function insert(writing: Writing, record: AnyRecord, changes: readonly Change[]): Promise<void> {
  try {
    await insertRows(writing.db, writing, record, changes)
  } catch (error) {
    throw explainRefusal(error, record, writing.registry)
  }
  writing.onWritten()
}

async function newRows(
  { db, who, clock }: Writing,
  record: AnyRecord,
  rows: readonly Plain[],
  { reason, batch }: Telling,
): Promise<readonly Change[]> {
  const numbers = record.number && rows.length > 0 ? await nextNumbers({ db }, record, rows.length) : []
  const now = clock.now()
  return rows.map((values, index) => {
    const columns = toColumns(record, values)
    const state = record.states?.start ?? null
    const set = Object.entries({ state, ...columns }).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    )
    const row = {
      id: clock.id(),
      number: numbers[index] ?? null,
      version: 1,
      state,
      created_at: now,
      created_by: who.account,
      updated_at: now,
      updated_by: who.account,
      archived_at: null,
      ...columns,
    }
    return {
      row,
      head: emptyChain,
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

async function nextNumbers({ db }: Pick<Writing, 'db'>, record: AnyRecord, many: number): Promise<readonly number[]> {
  const rows = await db.query<{ number: number }>({
    text: `select nextval('${sequenceOf(record)}') as number from generate_series(1, $1)`,
    values: [many],
  })
  return rows.map((row) => row.number)
}
