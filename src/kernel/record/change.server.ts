import { sql } from 'kysely'
import { abilities, type Rights, rightsOf } from '../access/abilities.ts'
import { verdictSql } from '../access/rule.server.ts'
import { badRequest, conflict, Failure, forbidden, invalid, notFound } from '../errors.ts'
import { type Change, updateRows } from './apply.server.ts'
import { checkArchivable } from './archive.server.ts'
import { checkVersion } from './conflict.server.ts'
import type { AnyRecord } from './define.ts'
import { type Columns, jsonValue, type Plain, toColumns, toPlain } from './fragment.ts'
import { inSentence, oneOf } from './in-sentence.ts'
import { changeOf, isFollowed, type Judged, workOut } from './judged.server.ts'
import { labelOf } from './registry.ts'
import { type Outcome, refused, type Telling, type Told, type Writing } from './outcome.server.ts'
import { checkReferences, checkTrees, prepare, touchesTree } from './prepare.server.ts'
import { ownColumns } from './row.server.ts'
import { explainRefusal, isPassing, isRowsFault } from './refusal.server.ts'
import { checkValue } from './values.ts'

/** What to do to one existing record. */
export type Deed =
  | { readonly kind: 'update'; readonly set: Readonly<Plain>; readonly verb?: string }
  | { readonly kind: 'move'; readonly move: string; readonly set?: Readonly<Plain> }
  | { readonly kind: 'state'; readonly to: string; readonly verb: string; readonly set?: Readonly<Plain> }
  | { readonly kind: 'archive' }
  | { readonly kind: 'restore' }
/** A deed at a record, and the version the caller saw (none: whichever it is now). */
export interface Intent {
  readonly id: string
  readonly version?: number
  readonly deed: Deed
  readonly told?: Told | undefined
}
/** A stored row with the head of its history. */
export interface Stored {
  readonly columns: Columns & { readonly id: string; readonly version: number }
  readonly head: { readonly entries: number; readonly chain: Buffer }
}

const chunkSize = 500
const tries = 5

/** Changes one record: authorised, checked, at the expected version, with history. Throws what went wrong. */
export async function change(writing: Writing, record: AnyRecord, intent: Intent, telling: Telling): Promise<void> {
  const [outcome] = await changeChunk(writing, record, [intent], telling)
  if (outcome instanceof Error) throw outcome
}

/** Changes many records, 500 a statement; each has its own outcome, in the order given. */
export async function changeMany(
  writing: Writing,
  record: AnyRecord,
  intents: readonly Intent[],
  telling: Telling,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (let start = 0; start < intents.length; start += chunkSize) {
    const chunk = intents.slice(start, start + chunkSize)
    const results = await changeChunk(writing, record, chunk, telling)
    results.forEach((result, index) => {
      const id = chunk[index]?.id ?? ''
      outcomes.push(
        result instanceof Error ? refused(start + index, result, undefined, id) : { row: start + index, ok: true, id },
      )
    })
  }
  return outcomes
}

/** One chunk: needs a transaction only when other rows are looked at or touched besides. Two intents for one record never share a chunk's statement. */
async function changeChunk(
  writing: Writing,
  record: AnyRecord,
  intents: readonly Intent[],
  telling: Telling,
): Promise<readonly (Error | null)[]> {
  const isEntangled = intents.some(
    ({ deed }) =>
      deed.kind === 'archive' ||
      deed.kind === 'restore' ||
      (deed.kind === 'update' && touchesTree(record, deed.set)) ||
      isFollowed(writing, record, deed),
  )
  const work = (db: Writing['db']): Promise<readonly (Error | null)[]> =>
    attempt({ ...writing, db }, record, intents, telling)
  for (let left = tries; ; left -= 1) {
    try {
      const results = isEntangled ? await writing.db.transaction(work) : await work(writing.db)
      if (results.includes(null)) writing.onWritten(record.name)
      return results
    } catch (error) {
      const explained = explainRefusal(error, record, writing.registry)
      if (isPassing(error) && left > 0) continue
      if (!isRowsFault(explained)) throw explained
      if (intents.length === 1) return [explained as Error]
      const middle = Math.ceil(intents.length / 2)
      return [
        ...(await changeChunk(writing, record, intents.slice(0, middle), telling)),
        ...(await changeChunk(writing, record, intents.slice(middle), telling)),
      ]
    }
  }
}

async function attempt(
  writing: Writing,
  record: AnyRecord,
  intents: readonly Intent[],
  telling: Telling,
): Promise<readonly (Error | null)[]> {
  const results: (Error | null)[] = intents.map(() => null)
  let open = intents.map((intent, place) => ({ intent, place }))
  for (let left = tries; open.length > 0; left -= 1) {
    const round = firstOfEach(open)
    const stored = await readStored(
      writing,
      record,
      round.map(({ intent }) => intent.id),
    )
    const planned = await plan(
      writing,
      record,
      round.map(({ intent }) => intent),
      stored,
      telling,
    )
    const changes = planned.filter((one): one is Change => one !== null && !(one instanceof Error))
    const written = changes.length > 0 ? await updateRows(writing.db, writing, record, changes) : new Set<string>()
    const followed = round.filter(({ intent: { id, deed } }) => written.has(id) && isFollowed(writing, record, deed))
    if (followed.length > 0)
      await writing.derivations[record.name]?.follow(
        writing.db,
        followed.map(({ intent }) => intent.id),
      )
    const done = new Set<number>()
    round.forEach(({ place }, index) => {
      const one = planned[index]
      if (one instanceof Error) results[place] = one
      else if (one && !written.has(one.row.id)) return
      done.add(place)
    })
    if (done.size === 0 && left <= 0)
      throw conflict('This record is being changed by others at this moment. Try again.')
    open = open.filter(({ place }) => !done.has(place))
  }
  return results
}

function firstOfEach<T extends { readonly intent: Intent }>(open: readonly T[]): readonly T[] {
  const seen = new Set<string>()
  return open.filter(({ intent }) => !seen.has(intent.id) && seen.add(intent.id))
}

/** The rows that the caller may read, by id. */
export async function readStored(
  writing: Writing,
  record: AnyRecord,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Stored>> {
  const readable = verdictSql(record, rightsOf(writing.who, record).read, 't')
  const rows = await writing.db.query<Record<string, unknown>>(
    sql`select ${ownColumns(record, 't')}, r.entries as "$entries", r.chain as "$chain" from ${sql.table(record.name)} t join record r on r.id = t.id where t.id = any(${ids}::uuid[]) and ${readable}`,
  )
  return new Map(
    rows.map(({ $entries, $chain, ...columns }) => {
      const row = Object.fromEntries(
        Object.entries(columns).map(([name, value]) => [name, jsonValue(value)]),
      ) as Stored['columns']
      return [row.id, { columns: row, head: { entries: Number($entries), chain: $chain as Buffer } }]
    }),
  )
}

/** For each intent the change to write, null when nothing would change, or the error that speaks against it. */
async function plan(
  writing: Writing,
  record: AnyRecord,
  intents: readonly Intent[],
  stored: ReadonlyMap<string, Stored>,
  telling: Telling,
): Promise<readonly (Change | Error | null)[]> {
  const rights = rightsOf(writing.who, record)
  const targets = await checkReferences(
    writing,
    record,
    intents.map(({ deed }) => ('set' in deed ? referencesOf(record, deed.set ?? {}) : {})),
  )
  const judged: (Judged | Error)[] = []
  for (const [index, intent] of intents.entries()) {
    const row = stored.get(intent.id)
    const missing = targets[index] ?? []
    try {
      if (!row) throw notFound(`This ${oneOf(record)}`)
      const deed = await judge(writing, record, { row, intent, rights })
      if (missing.length > 0) throw invalid(missing)
      judged.push({ row, ...deed, told: intent.told })
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      judged.push(error)
    }
  }
  const worked = await workOut(writing, record, judged)
  return worked.map((one) => (one instanceof Error ? one : changeOf(writing, one, telling)))
}

/** The references an update sets, where they can be looked up: anything else is refused by name when the values are checked. */
function referencesOf(record: AnyRecord, set: Readonly<Plain>): Plain {
  const named = Object.entries(set).flatMap(([name, value]) => {
    const field = record.fields[name]
    if (field?.kind !== 'ref' && field?.kind !== 'refs') return []
    const checked = checkValue(field, value)
    return 'value' in checked ? [[name, checked.value]] : []
  })
  return Object.fromEntries(named)
}

/** Authorises and checks one deed; returns the columns it sets and the verb it is remembered by. */
async function judge(
  writing: Writing,
  record: AnyRecord,
  { row, intent, rights }: { row: Stored; intent: Intent; rights: Rights },
): Promise<{ set: Columns; verb: string }> {
  const { columns } = row
  const plain = toPlain(record, columns)
  const can = abilities(rights, { ...plain, id: columns.id, state: columns.state, archivedAt: columns.archived_at })
  const { deed } = intent
  const needed = deed.kind === 'move' ? `move:${deed.move}` : deed.kind === 'state' ? 'update' : deed.kind
  if (deed.kind === 'move' && !record.states?.moves[deed.move])
    throw badRequest(`${record.label[1]} have no move '${deed.move}'.`)
  if (!writing.who.isSystem || deed.kind === 'move') refuseUnless(can, needed, record, columns)
  await checkVersion(writing, record, { intent, columns, plain })
  if (deed.kind === 'archive') {
    await checkArchivable(writing, record, columns.id)
    return { set: { archived_at: writing.clock.now().toISOString() }, verb: 'archived' }
  }
  if (deed.kind === 'restore') return { set: { archived_at: null }, verb: 'restored' }
  if (deed.kind === 'state') {
    const { values, problems } = prepare(writing, record, deed.set ?? {}, plain)
    if (problems.length > 0) throw invalid(problems)
    return { set: { ...toColumns(record, values), state: deed.to }, verb: deed.verb }
  }
  if (deed.kind === 'move') return { set: movedTo(writing, record, deed, plain), verb: 'moved' }
  const { values, problems } = prepare(writing, record, deed.set, plain)
  const circles =
    problems.length === 0 && touchesTree(record, values) ? await checkTrees(writing.db, record, columns.id, values) : []
  if (problems.length > 0 || circles.length > 0) throw invalid([...problems, ...circles])
  return { set: toColumns(record, values), verb: deed.verb ?? 'updated' }
}

/** The state that a move leads to, with the fields that are set by it and those that it empties. */
function movedTo(
  writing: Writing,
  record: AnyRecord,
  { move, set = {} }: { readonly move: string; readonly set?: Readonly<Plain> },
  row: Readonly<Plain>,
): Columns {
  const { to, label, needs = [], asks = [], clears = [] } = record.states?.moves[move] ?? {}
  const strange = Object.keys(set).find((name) => ![...needs, ...asks].includes(name))
  if (strange !== undefined)
    throw invalid([
      { field: strange, says: `'${label}' doesn't take ${inSentence(labelOf(strange, record.fields[strange]))}.` },
    ])
  const emptied = Object.fromEntries(clears.map((name) => [name, null]))
  const { values, problems } = prepare(writing, record, { ...emptied, ...set }, row)
  const after = { ...row, ...values }
  const missing = needs.filter((name) => isEmpty(after[name]) && !problems.some(({ field }) => field === name))
  const says = (name: string): string =>
    `${labelOf(name, record.fields[name])} is needed to ${inSentence(label ?? move)}.`
  const found = [...problems, ...missing.map((field) => ({ field, says: says(field) }))]
  if (found.length > 0) throw invalid(found)
  return { ...toColumns(record, values), state: to }
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

function refuseUnless(can: readonly string[], needed: string, record: AnyRecord, columns: Stored['columns']): void {
  if (can.includes(needed)) return
  const one = oneOf(record)
  if (columns.archived_at && needed !== 'restore') throw conflict(`This ${one} is archived. Restore it first.`)
  if (!columns.archived_at && needed === 'restore') throw conflict(`This ${one} isn't archived.`)
  const move = needed.startsWith('move:') ? record.states?.moves[needed.slice(5)] : undefined
  if (move && !move.from.includes(String(columns.state)))
    throw conflict(`This ${one} is ${columns.state}: '${move.label}' isn't possible from there.`)
  throw forbidden(`You may not ${move ? inSentence(move.label) : needed} this ${one}.`)
}
