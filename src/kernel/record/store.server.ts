import { system, type Who } from '../access/who.ts'
import { type Clock, zoneOf } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import { forbidden, notFound } from '../errors.ts'
import { type ActionHandler, act } from './action.server.ts'
import { endOfDay } from './as-of.server.ts'
import { change, changeMany, type Deed, type Intent } from './change.server.ts'
import { create, createMany } from './create.server.ts'
import type { AnyRecord } from './define.ts'
import { type Derivation, derivedAsOf } from './derivation.server.ts'
import type { Plain } from './fragment.ts'
import { oneOf } from './in-sentence.ts'
import { type Numbers, numbersOf, sharedNumbers } from './numbers.server.ts'
import { type TypesById, typesById } from './types-by-id.server.ts'
import type { Outcome, Telling, Told, Writing } from './outcome.server.ts'
import { count, type Group, get, groups, type ListQuery, list, type Page, type Which } from './read.server.ts'
import type { Registry } from './registry.ts'
import type { Row } from './row.server.ts'
import { type Happened, tell, tellMany } from './tell.server.ts'
import { undoBatch, undoEntry } from './undo.server.ts'

export type { Outcome, Page, Row, Telling }

/** The one door to rows: as somebody, or spelled out as the system with a reason. */
export interface Store {
  readonly as: (who: Who) => Records
  readonly asSystem: (why: string) => Records
  /** The same door from within a transaction of the caller's: whatever is written through it is written with it, or not at all. */
  readonly inside: (tx: Db) => Store
}
/** How a change is told, and which version the caller saw. */
export interface Changing extends Telling {
  readonly version?: number
}
/** With what a move is made besides: values of the fields that it asks for. */
export interface Moving {
  readonly set?: Readonly<Plain>
}
/** For each row, in their order, when it happened and by whom; the system alone may say so. */
export interface Telltale {
  readonly told?: readonly Told[]
}
/** A row to change among many. */
export interface Patch {
  readonly id: string
  readonly version?: number
  readonly set: Readonly<Plain>
  /** The state that it went to, by whatever move: counts only where the past is told. */
  readonly state?: string
}
type Type = AnyRecord | string

/** Reads and writes as one caller. Rows that the caller may not read don't exist; each write is checked, authorised and remembered. */
export interface Records {
  readonly who: Who
  readonly get: (type: Type, key: string, options?: { asOf?: string }) => Promise<Row>
  readonly list: (type: Type, query?: ListQuery) => Promise<Page>
  readonly count: (type: Type, which?: Which) => Promise<{ count: number; isAtLeast: boolean }>
  readonly groups: (
    type: Type,
    which: Which & { by: string; sum?: readonly string[] },
  ) => Promise<{ by: string; groups: readonly Group[] }>
  /** A record of any type by its id. Forbidden when it can be read but the verb isn't allowed. */
  readonly reach: (
    id: string,
    verb?: 'read' | 'update' | 'archive',
  ) => Promise<{ id: string; type: AnyRecord; row: Row }>
  readonly create: (type: Type, values: Readonly<Plain>, telling?: Telling) => Promise<Row>
  readonly createMany: (
    type: Type,
    values: readonly Readonly<Plain>[],
    telling?: Telling & Telltale,
  ) => Promise<readonly Outcome[]>
  readonly update: (type: Type, id: string, set: Readonly<Plain>, changing?: Changing) => Promise<Row>
  readonly updateMany: (
    type: Type,
    patches: readonly Patch[],
    telling?: Telling & Telltale,
  ) => Promise<readonly Outcome[]>
  readonly move: (type: Type, id: string, move: string, changing?: Changing & Moving) => Promise<Row>
  readonly moveMany: (
    type: Type,
    ids: readonly string[],
    move: string,
    telling?: Telling & Moving & Telltale,
  ) => Promise<readonly Outcome[]>
  readonly archive: (type: Type, id: string, changing?: Changing) => Promise<Row>
  readonly archiveMany: (type: Type, ids: readonly string[], telling?: Telling) => Promise<readonly Outcome[]>
  readonly restore: (type: Type, id: string, changing?: Changing) => Promise<Row>
  readonly restoreMany: (type: Type, ids: readonly string[], telling?: Telling) => Promise<readonly Outcome[]>
  readonly act: (type: Type, id: string, action: string, input: Readonly<Plain>, changing?: Changing) => Promise<Row>
  /**
   * Writes what the log of another system tells of one record, each thing at its own time and by the name that the log gives:
   * all of it, or none. The first one makes the record where `id` is null. Returns its id. Only the system may.
   */
  readonly tell: (
    type: Type,
    told: { readonly id: string | null; readonly told: readonly Happened[] },
  ) => Promise<string>
  /** Writes whole stories of new records in few statements, as `tell` does one by one: all of them, or none. Returns the ids in their order. */
  readonly tellMany: (type: Type, stories: readonly (readonly Happened[])[]) => Promise<readonly string[]>
  readonly undo: (entryId: string) => Promise<readonly Outcome[]>
  readonly undoBatch: (batch: string, onProgress?: (done: number) => unknown) => Promise<readonly Outcome[]>
  /** Derives records anew after something happened beside them, within the transaction in which it did. */
  readonly follow: (type: AnyRecord, ids: readonly string[], verbs: readonly string[]) => Promise<void>
  /** Several reads and writes as one: all of it, or none. */
  readonly transaction: <T>(work: (records: Records, tx: Db) => Promise<T>) => Promise<T>
}

export interface StoreOptions {
  readonly db: Db
  /** Where counts, groups and past days are read, which may lag a little; `db` unless given. */
  readonly replica?: Db
  readonly registry: Registry
  readonly clock: Clock
  /** What records' actions do, by 'record.action'. */
  readonly actions?: Readonly<Record<string, ActionHandler>>
  /** What records work out of themselves, by name. */
  readonly derivations?: Readonly<Record<string, Derivation>>
  /** Makes secrets unreadable at rest; without it fields of kind secret can't be written. */
  readonly seal?: (text: string) => string
  /** Told of the rows that a caller was given. */
  readonly onRead?: (who: Who, record: AnyRecord, rows: readonly Row[]) => void
  /** Told after each committed write which types of records were written. */
  readonly onWritten?: (types: ReadonlySet<string>) => void
}

/** Opens the store over a database. */
export function openStore(options: StoreOptions): Store {
  return storeOver({ ...options, typesById: typesById() }, options.db, sharedNumbers(options.db))
}

type Opened = StoreOptions & { readonly typesById: TypesById }

function storeOver(options: Opened, db: Db, numbers: Numbers): Store {
  const onWritten = (type: string): void => options.onWritten?.(new Set([type]))
  const as: Store['as'] = (who) => recordsOf(options, who, db, { numbers, onWritten })
  return { as, asSystem: (why) => as(system(why)), inside: (tx) => storeOver(options, tx, numbersOf(tx)) }
}

function recordsOf(
  options: Opened,
  who: Who,
  db: Db,
  { numbers, onWritten }: Pick<Writing, 'numbers' | 'onWritten'>,
): Records {
  const { registry, clock, actions = {}, derivations = {}, seal = noSeal, onRead = () => undefined } = options
  const writing: Writing = {
    db,
    registry,
    who,
    clock,
    now: clock.now,
    seal,
    onWritten,
    numbers,
    derivations,
    ownsConnections: db === options.db,
  }
  const typeOf = (type: Type): AnyRecord => (typeof type === 'string' ? registry.record(type) : type)
  const lagging: Writing = { ...writing, db: db === options.db ? (options.replica ?? db) : db }
  const fresh = (type: AnyRecord, id: string): Promise<Row> => get(writing, type, id)
  const changed = async (type: Type, id: string, deed: Deed, { version, ...telling }: Changing = {}): Promise<Row> => {
    await change(writing, typeOf(type), { id, deed, ...(version === undefined ? {} : { version }) }, telling)
    return fresh(typeOf(type), id)
  }
  const many = (type: Type, intents: readonly Intent[], telling: Telling = {}): Promise<readonly Outcome[]> =>
    changeMany(writing, typeOf(type), intents, telling)
  const tellWithin = async <T>(type: Type, work: (within: Writing) => Promise<T>): Promise<T> => {
    if (!who.isSystem) throw forbidden('You may not write what happened at another time.')
    const done = await db.transaction((tx) =>
      work({ ...writing, db: tx, numbers: numbersOf(tx), ownsConnections: false }),
    )
    onWritten(typeOf(type).name)
    return done
  }
  const thenOf = (
    type: Type,
    rows: readonly Row[],
    asOf: string | undefined,
  ): Promise<readonly Row[]> | readonly Row[] =>
    asOf === undefined
      ? rows
      : derivedAsOf(rows, {
          db: lagging.db,
          derivation: derivations[typeOf(type).name],
          at: endOfDay(asOf, zoneOf(clock)),
        })
  const records: Records = {
    who,
    get: async (type, key, { asOf } = {}) => {
      const found = await get(asOf ? lagging : writing, typeOf(type), key, asOf)
      const [row = found] = await thenOf(type, [found], asOf)
      onRead(who, typeOf(type), [row])
      return row
    },
    list: async (type, query = {}) => {
      const page = await list(query.asOf ? lagging : writing, typeOf(type), query)
      onRead(who, typeOf(type), page.rows)
      return { ...page, rows: await thenOf(type, page.rows, query.asOf) }
    },
    count: (type, which = {}) => count(lagging, typeOf(type), which),
    groups: (type, which) => groups(lagging, typeOf(type), which),
    reach: (id, verb = 'read') => reach(writing, options.typesById, { id, verb }),
    create: async (type, values, telling = {}) => create(writing, typeOf(type), values, telling),
    createMany: (type, values, telling = {}) => createMany(writing, typeOf(type), values, mayTell(who, telling)),
    update: (type, id, set, changing) => changed(type, id, { kind: 'update', set }, changing),
    updateMany: (type, patches, telling = {}) => {
      const { told } = mayTell(who, telling)
      const intents = patches.map(({ set, state, ...rest }, index): Intent => {
        const isMoved = state !== undefined && told !== undefined
        const deed: Deed = isMoved ? { kind: 'state', to: state, verb: 'moved', set } : { kind: 'update', set }
        return { ...rest, deed, told: told?.[index] }
      })
      return many(type, intents, telling)
    },
    move: (type, id, move, { set = {}, ...changing } = {}) => changed(type, id, { kind: 'move', move, set }, changing),
    moveMany: (type, ids, move, { set = {}, ...telling } = {}) => {
      const { told } = mayTell(who, telling)
      const intents = ids.map((id, index): Intent => ({ id, deed: { kind: 'move', move, set }, told: told?.[index] }))
      return many(type, intents, telling)
    },
    archive: (type, id, changing) => changed(type, id, { kind: 'archive' }, changing),
    archiveMany: (type, ids, telling) =>
      many(
        type,
        ids.map((id) => ({ id, deed: { kind: 'archive' } })),
        telling,
      ),
    restore: (type, id, changing) => changed(type, id, { kind: 'restore' }, changing),
    restoreMany: (type, ids, telling) =>
      many(
        type,
        ids.map((id) => ({ id, deed: { kind: 'restore' } })),
        telling,
      ),
    act: (type, id, action, input, changing = {}) =>
      act({ records, record: typeOf(type), id, action, input, changing, handlers: actions }),
    tell: (type, told) => tellWithin(type, (within) => tell(within, typeOf(type), told)),
    tellMany: (type, stories) => tellWithin(type, (within) => tellMany(within, typeOf(type), stories)),
    undo: (entryId) => undoEntry(writing, entryId),
    undoBatch: (batch, onProgress) => undoBatch(writing, batch, onProgress ? { onProgress } : {}),
    follow: async (type, ids, verbs) => {
      const derivation = derivations[type.name]
      if (derivation?.after.verbs.some((verb) => verbs.includes(verb))) await derivation.follow(db, ids)
    },
    transaction: async (work) => {
      const written = new Set<string>()
      const result = await db.transaction((tx) => {
        const inside = { numbers: numbersOf(tx), onWritten: (type: string) => written.add(type) }
        return work(recordsOf(options, who, tx, inside), tx)
      })
      if (db === options.db) options.onWritten?.(written)
      else for (const type of written) onWritten(type)
      return result
    },
  }
  return records
}

/** Throws Forbidden where somebody else than the system would tell what happened when, and by whom. */
function mayTell<T extends Telltale>(who: Who, telling: T): T {
  if (telling.told && !who.isSystem) throw forbidden('Only the system tells what happened before.')
  return telling
}

const noSeal = (): never => {
  throw new Error('This store was opened without a key for secrets.')
}

async function reach(
  writing: Writing,
  typesById: TypesById,
  { id, verb }: { readonly id: string; readonly verb: 'read' | 'update' | 'archive' },
): Promise<{ id: string; type: AnyRecord; row: Row }> {
  const name = await typesById(writing.db, id)
  const type = writing.registry.records.find((record) => record.name === name)
  if (!type) throw notFound()
  const row = await get(writing, type, id)
  if (verb !== 'read' && !row.can.includes(verb)) throw forbidden(`You may not ${verb} this ${oneOf(type)}.`)
  return { id: row.id, type, row }
}
