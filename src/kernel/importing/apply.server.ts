import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { labelOf } from '../record/registry.ts'
import type { Outcome, Records } from '../record/store.server.ts'
import type { RowProblem } from './evaluate.ts'
import type { RowOutcome } from './import.ts'
import { actingWho, type ImportRow } from './import-row.server.ts'
import { levelOf } from './plan.server.ts'
import { moveBetween, startingIn, stateName } from './state.ts'

interface Waiting {
  readonly row: number
  readonly outcome: RowOutcome
  readonly record: string | null
  readonly version: number | null
  readonly restore: boolean
  readonly set: Readonly<Record<string, unknown>>
  readonly rows: Readonly<Record<string, readonly number[]>> | null
  readonly problems: readonly RowProblem[] | null
}
interface Done {
  readonly row: number
  readonly outcome: RowOutcome
  readonly record: string | null
  readonly problems: readonly RowProblem[] | null
}

/** Chunks that are waiting, the first fifty; chunks of one level may be applied at the same time. */
export async function waitingChunks(db: Db, id: string): Promise<readonly number[]> {
  const rows = await db.query<{ chunk: number }>({
    text: 'select distinct chunk from import_outcome where import = $1 and chunk is not null order by chunk limit 50',
    values: [id],
  })
  const chunks = rows.map(({ chunk }) => chunk)
  return chunks.filter((chunk) => levelOf(chunk) === levelOf(chunks[0] ?? 0))
}

/**
 * Applies one chunk: its records, its outcomes and that it is done, in one transaction. The rows are locked while they wait and don't wait
 * any more once they are done, so that each is written exactly once, whoever tries.
 */
export async function applyChunk(
  { store, registry }: Pick<Kernel, 'store' | 'registry'>,
  given: ImportRow,
  { holder, chunk }: { holder: string; chunk: number },
): Promise<void> {
  const record = registry.record(given.type)
  await store.as(actingWho(given.acts_as)).transaction(async (records, tx) => {
    const held = await tx.query({
      text: `select 1 from import where id = $1 and leased_by = $2 and status = 'applying'`,
      values: [given.id, holder],
    })
    if (held.length === 0) throw new LeaseLost()
    const waiting = await tx.query<Waiting>({
      text: 'select row, outcome, record, version, restore, set, rows, problems from import_outcome where import = $1 and chunk = $2 order by row for update',
      values: [given.id, chunk],
    })
    const ready = await withFileReferences(tx, given.id, record, waiting)
    const telling = { batch: given.id, reason: `Imported from ${given.file_name}` }
    const isNew = ({ outcome }: Waiting): boolean => outcome === 'create'
    const created = await createAll(records, record, ready.filter(isNew), telling)
    const updated = await updateAll(
      records,
      record,
      ready.filter((row) => !isNew(row)),
      telling,
    )
    await keepDone(tx, given.id, [...created, ...updated])
    await tx.query({
      text: 'update import set chunk = chunk + 1, progress = progress + $2, attempts = 0 where id = $1',
      values: [given.id, waiting.length],
    })
  })
}

/** Another process has taken over; this one stops. */
export class LeaseLost extends Error {}

/** Puts the ids of rows of the same file, which exist by now, where their row numbers stood. */
async function withFileReferences(
  tx: Db,
  id: string,
  record: AnyRecord,
  waiting: readonly Waiting[],
): Promise<readonly Waiting[]> {
  const wanted = [...new Set(waiting.flatMap(({ rows }) => Object.values(rows ?? {}).flat()))]
  if (wanted.length === 0) return waiting
  const found = await tx.query<{ row: number; record: string }>({
    text: 'select row, record from import_outcome where import = $1 and row = any($2::int[]) and record is not null',
    values: [id, wanted],
  })
  const ids = new Map(found.map((one) => [one.row, one.record]))
  return waiting.map((one) => (one.rows ? linked(one, one.rows, record, ids) : one))
}

function linked(
  one: Waiting,
  rows: Readonly<Record<string, readonly number[]>>,
  record: AnyRecord,
  ids: ReadonlyMap<number, string>,
): Waiting {
  const set: Record<string, unknown> = { ...one.set }
  const problems = [...(one.problems ?? [])]
  for (const [name, wanted] of Object.entries(rows)) {
    const field = record.fields[name]
    const there = wanted.flatMap((row) => ids.get(row) ?? [])
    if (field?.kind === 'refs') set[name] = [...((one.set[name] as readonly string[] | undefined) ?? []), ...there]
    else if (there[0]) set[name] = there[0]
    if (there.length < wanted.length)
      problems.push({
        field: name,
        says: `${labelOf(name, field)} stays empty, since its own row wasn't imported. Mend that row, and import both again.`,
      })
  }
  return { ...one, set, problems: problems.length > 0 ? problems : null }
}

type Telling = { readonly batch: string; readonly reason: string }

async function createAll(
  records: Records,
  record: AnyRecord,
  rows: readonly Waiting[],
  telling: Telling,
): Promise<readonly Done[]> {
  const done: Done[] = []
  for (const [state, group] of Map.groupBy(rows, stateOf)) {
    const values = group.map(({ set }) => valuesIn(set))
    const outcomes = await records.createMany(startingIn(record, state), values, telling)
    done.push(...group.map((row, i) => doneOf(row, outcomes[i])))
  }
  return done
}

const stateOf = ({ set }: Waiting): string | undefined => set[stateName] as string | undefined
const valuesIn = ({ [stateName]: _, ...values }: Waiting['set']): Waiting['set'] => values

async function updateAll(
  records: Records,
  record: AnyRecord,
  rows: readonly Waiting[],
  telling: Telling,
): Promise<readonly Done[]> {
  if (rows.length === 0) return []
  const archived = rows.flatMap(({ restore, record: id }) => (restore && id ? [id] : []))
  const restored = archived.length > 0 ? await records.restoreMany(record, archived, telling) : []
  const failed = new Map(restored.flatMap((outcome) => (outcome.ok ? [] : [[outcome.id, outcome] as const])))
  const standing = rows.filter(({ record: id }) => !failed.has(id))
  const patches = standing.map(({ record: id, version, restore, set }) => ({
    id: id ?? '',
    set: valuesIn(set),
    ...(restore || version === null ? {} : { version }),
  }))
  const outcomes = await updateTogether(records, record, patches, telling)
  const updated = new Map(standing.map(({ row }, i) => [row, outcomes[i]]))
  const done = rows.map((row) => doneOf(row, updated.get(row.row) ?? failed.get(row.record)))
  const taken = new Set(done.flatMap(({ row, outcome }) => (outcome === 'update' ? [row] : [])))
  const moving = standing.filter((row) => taken.has(row.row) && stateOf(row) !== undefined)
  const refusals = await moveAll(records, record, moving, telling)
  return done.map((one) => withRefusal(one, rows, refusals.get(one.row)))
}

/** Brings records to the states that their rows name, by the moves there are now; what can't be is told by row. */
async function moveAll(
  records: Records,
  record: AnyRecord,
  rows: readonly Waiting[],
  telling: Telling,
): Promise<ReadonlyMap<number, string>> {
  const refusals = new Map<number, string>()
  if (rows.length === 0) return refusals
  const ids = rows.flatMap(({ record: id }) => id ?? [])
  const { rows: found } = await records.list(record, { filter: { id: ids }, limit: 1000 })
  const stored = new Map(found.map((row) => [row.id, row]))
  const ways = rows.flatMap((row) => {
    const now = stored.get(row.record ?? '')
    const to = stateOf(row) ?? ''
    if (!now || now.state === to) return []
    const way = moveBetween(record, { from: String(now.state), to, may: (move) => now.can.includes(`move:${move}`) })
    if ('says' in way) refusals.set(row.row, way.says)
    return 'move' in way ? [{ row: row.row, id: now.id, move: way.move }] : []
  })
  for (const [move, group] of Map.groupBy(ways, (way) => way.move)) {
    const outcomes = await records.moveMany(
      record,
      group.map(({ id }) => id),
      move,
      telling,
    )
    group.forEach(({ row }, i) => {
      const outcome = outcomes[i]
      if (outcome && !outcome.ok) refusals.set(row, `State: ${outcome.problem.says}`)
    })
  }
  return refusals
}

/** A row whose state could not be changed is taken without it; one that had nothing else to say is left out. */
function withRefusal(done: Done, rows: readonly Waiting[], says: string | undefined): Done {
  if (says === undefined) return done
  const { set = {}, restore } = rows.find(({ row }) => row === done.row) ?? {}
  const problems = [...(done.problems ?? []), { field: stateName, says }]
  return { ...done, outcome: Object.keys(set).length > 1 || restore ? done.outcome : 'refused', problems }
}

/** All at once; when the database refuses one of them, one by one, so that the others go through. */
async function updateTogether(
  records: Records,
  record: AnyRecord,
  patches: Parameters<Records['updateMany']>[1],
  telling: Telling,
): Promise<readonly Outcome[]> {
  try {
    return await records.transaction((inner) => inner.updateMany(record, patches, telling))
  } catch {
    const outcomes: Outcome[] = []
    for (const patch of patches)
      outcomes.push(...(await records.transaction((inner) => inner.updateMany(record, [patch], telling))))
    return outcomes
  }
}

function doneOf({ row, outcome, record, problems }: Waiting, result: Outcome | undefined): Done {
  if (result?.ok) return { row, outcome, record: result.id, problems }
  const why = result?.problem
  const reasons = why
    ? why.problems.length > 0
      ? why.problems
      : [{ field: '', says: why.says }]
    : [{ field: '', says: 'This row could not be written.' }]
  return { row, outcome: why?.code === 'Conflict' ? 'conflict' : 'refused', record, problems: reasons }
}

async function keepDone(tx: Db, id: string, done: readonly Done[]): Promise<void> {
  if (done.length === 0) return
  await tx.query({
    text: `update import_outcome o set outcome = d.outcome, record = d.record, problems = d.problems, chunk = null
      from json_to_recordset($2::json) as d (row int, outcome text, record uuid, problems jsonb) where o.import = $1 and o.row = d.row`,
    values: [id, JSON.stringify(done)],
  })
}
