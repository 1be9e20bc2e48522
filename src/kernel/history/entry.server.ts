import { hash } from 'node:crypto'
import type { Who } from '../access/who.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import { notFound } from '../errors.ts'

/** Column values of a row, or of the part of it that changed, as JSON. */
export type Fragment = Readonly<Record<string, unknown>>

/** One entry of a record's history, as it is stored. */
export interface Entry {
  readonly id: string
  readonly at: Date
  readonly recordId: string
  readonly type: string
  /** Its place in the record's chain, from 1. */
  readonly entry: number
  readonly version: number | null
  readonly verb: string
  readonly who: string | null
  readonly whoName: string
  readonly via: string
  readonly requestId: string | null
  readonly address: string | null
  readonly batch: string | null
  readonly before: Fragment | null
  readonly after: Fragment | null
  readonly reason: string | null
}
/** Who writes, and by which clock. */
export interface Writer {
  readonly who: Who
  readonly clock: Clock
}
/** What happened, as the caller of a write says it. */
export interface Happening {
  readonly recordId: string
  readonly type: string
  /** Past tense: 'created', 'commented'. */
  readonly verb: string
  readonly version?: number | null
  readonly before?: Fragment | null
  readonly after?: Fragment | null
  readonly reason?: string | null
  readonly batch?: string | null
}
/** The head of a chain: how many entries, and the last one's hash. */
export interface Head {
  readonly entries: number
  readonly chain: Buffer
}
export const emptyChain: Head = { entries: 0, chain: Buffer.alloc(32) }

/** The next entry of a chain, and the chain's new head. */
export function nextEntry(
  { who, clock }: Writer,
  head: Head,
  happening: Happening,
): { readonly entry: Entry; readonly head: Head } {
  const entry: Entry = {
    id: clock.id(),
    at: clock.now(),
    recordId: happening.recordId,
    type: happening.type,
    entry: head.entries + 1,
    version: happening.version ?? null,
    verb: happening.verb,
    who: who.account,
    whoName: who.name,
    via: who.via,
    requestId: who.requestId,
    address: who.address,
    batch: happening.batch ?? null,
    before: happening.before ?? null,
    after: happening.after ?? null,
    reason: happening.reason ?? null,
  }
  return { entry, head: { entries: entry.entry, chain: hashEntry(head.chain, entry) } }
}

/** SHA-256 over the previous hash and the entry's canonical form: its own values in fixed order, then both fragments. */
export function hashEntry(previous: Buffer, entry: Entry): Buffer {
  const { id, at, recordId, type, version, verb, who, whoName, via, requestId, address, batch, reason } = entry
  const own = [id, at, recordId, type, entry.entry, version, verb, who, whoName, via, requestId, address, batch, reason]
  const text = `${JSON.stringify(own)}${canonical(entry.before)}${canonical(entry.after)}`
  return hash('sha256', Buffer.concat([previous, Buffer.from(text)]), 'buffer')
}

/** JSON with sorted keys and without what JSON drops, so that the same data has the same text. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (value instanceof Date) return JSON.stringify(value)
  const object = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const key of Object.keys(object).sort()) {
    if (object[key] !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(object[key])}`
  }
  return `{${text}}`
}

/** Columns of `history` that a write fills, in the order of `entryValues`. */
export const entryColumns = [
  'id',
  'at',
  'record_id',
  'type',
  'entry',
  'version',
  'verb',
  'who',
  'who_name',
  'via',
  'request_id',
  'address',
  'batch',
  'before',
  'after',
  'reason',
  'hash',
] as const

export function entryValues(entry: Entry, hash: Buffer): readonly unknown[] {
  const json = (fragment: Fragment | null): string | null => (fragment === null ? null : JSON.stringify(fragment))
  const { id, at, recordId, type, version, verb, who, whoName, via, requestId, address, batch, reason } = entry
  return [
    id,
    at,
    recordId,
    type,
    entry.entry,
    version,
    verb,
    who,
    whoName,
    via,
    requestId,
    address,
    batch,
    json(entry.before),
    json(entry.after),
    reason,
    hash,
  ]
}

const placeOf = (column: (typeof entryColumns)[number]): string => `$${entryColumns.indexOf(column) + 1}`
const insertEntry = `with head as (
    update record set entries = ${placeOf('entry')}, chain = ${placeOf('hash')} where id = ${placeOf('record_id')}
  ) insert into history (${entryColumns.join(', ')}) values (${entryColumns.map(placeOf).join(', ')})`

/** Appends what happened beside a record's own fields (a comment, a file, a tag) to its chain. Runs inside the write's transaction. */
export async function appendEntry(tx: Db, writer: Writer, happening: Happening): Promise<Entry> {
  const [row] = await tx.query<Head>({
    text: 'select entries, chain from record where id = $1 for no key update',
    values: [happening.recordId],
  })
  if (!row) throw notFound()
  const { entry, head } = nextEntry(writer, row, happening)
  await tx.query({ text: insertEntry, values: entryValues(entry, head.chain) })
  return entry
}
