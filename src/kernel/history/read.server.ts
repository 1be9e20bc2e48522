import { sql } from 'kysely'
import { rightsOf } from '../access/abilities.ts'
import { holds } from '../access/rule.ts'
import type { Who } from '../access/who.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { toPlain } from '../record/fragment.ts'
import type { Row } from '../record/store.server.ts'
import { undoableVerbs } from '../record/undo.server.ts'
import { isUuid } from '../record/values.ts'
import { reachOf } from '../search/reach.server.ts'
import { canonical } from './entry.server.ts'
import { entrySelect, type PlacedEntry } from './position.server.ts'
import { type Change, changesOf, idsIn, type Reading, sentenceOf } from './sentence.ts'

/** One entry as the API sends it. */
export interface ShownEntry {
  readonly id: string
  readonly at: string
  readonly who: { readonly name: string; readonly account: string | null }
  readonly via: string
  readonly verb: string
  readonly changes: readonly Change[]
  readonly reason: string | null
  readonly sentence: string
  readonly batch: string | null
  readonly canUndo: boolean
}
export interface HistoryPage {
  readonly entries: readonly ShownEntry[]
  /** Leads to older entries; null at the end. */
  readonly next: string | null
}
export interface HistoryQuery {
  readonly after?: number
  readonly limit: number
}

/** A record's history, newest first, as the caller may see it: three statements, however long it is. */
export async function readHistory(
  kernel: Pick<Kernel, 'db' | 'registry' | 'store'>,
  who: Who,
  { record, key, ...query }: HistoryQuery & { readonly record: AnyRecord; readonly key: string },
): Promise<HistoryPage> {
  return historyOf(kernel, who, { record, row: await kernel.store.as(who).get(record, key), ...query })
}

/** The history of a record that was read: two statements. */
export async function historyOf(
  { db, registry }: Pick<Kernel, 'db' | 'registry'>,
  who: Who,
  { record, row, after, limit }: HistoryQuery & { readonly record: AnyRecord; readonly row: Row },
): Promise<HistoryPage> {
  const found = await db.query<PlacedEntry>({
    text: `select ${entrySelect} from history h where h.record_id = $1 and h.entry < $2 order by h.entry desc limit $3`,
    values: [row.id, after ?? 2_147_483_647, limit + 1],
  })
  const entries = found.slice(0, limit)
  const ids = [...new Set(entries.flatMap((entry) => idsIn(entry, record)).filter(isUuid))]
  const titles = await titlesOf({ db, registry }, who, ids)
  const reading: Reading = { record, hidden: rightsOf(who, record).hidden, titles }
  const shown = entries
    .filter((entry) => isFor(who, entry, reading))
    .map((entry) => shownEntry(entry, { reading, row, who }))
  return { entries: shown, next: found.length > limit ? String(entries.at(-1)?.entry) : null }
}

/** Titles of those records that the caller may read. One statement; none without ids. */
export async function titlesOf(
  { db, registry }: Pick<Kernel, 'db' | 'registry'>,
  who: Who,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const reach = reachOf(who, registry.records)
  if (ids.length === 0 || !reach) return new Map()
  const rows = await db.query<{ id: string; title: string }>(
    sql`select r.id, r.title from record r where r.id = any(${ids}::uuid[]) and ${reach.allows}`,
  )
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** Internal comments, and changes of nothing but guarded fields, are as if they hadn't been. */
export function isFor(who: Who, entry: PlacedEntry, reading: Reading): boolean {
  const isInternal = [entry.before, entry.after].some((part) => part?.isInternal === true)
  if (entry.version === null && isInternal) return who.isSystem || holds(who, 'comment.see_internal')
  return entry.verb !== 'updated' || changesOf(entry, reading).length > 0
}

interface Showing {
  readonly reading: Reading
  readonly row: Row
  readonly who: Who
}

function shownEntry(entry: PlacedEntry, showing: Showing): ShownEntry {
  const { id, at, who, whoName, via, verb, reason, batch } = entry
  return {
    id,
    at: at.toISOString(),
    who: { name: whoName, account: who },
    via,
    verb,
    changes: changesOf(entry, showing.reading),
    reason,
    sentence: sentenceOf(entry, showing.reading),
    batch,
    canUndo: canUndo(entry, showing),
  }
}

/** Whether the caller may take it back, and nobody changed the same again since. */
function canUndo(
  { verb, before, after, version }: PlacedEntry,
  { reading: { record, hidden }, row }: Showing,
): boolean {
  if (version === null || !undoableVerbs.some((one) => one === verb)) return false
  if (verb === 'archived') return row.can.includes('restore')
  if (verb === 'created' || verb === 'restored') return row.can.includes('archive')
  if (!before || !after || !row.can.includes('update')) return false
  if ('state' in after && after.state !== row.state) return false
  const fresh = toPlain(record, after)
  return Object.keys(fresh).every((name) => !hidden.has(name) && canonical(bare(row[name])) === canonical(fresh[name]))
}

const bare = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(bare)
  return typeof value === 'object' && value !== null && 'id' in value && 'title' in value ? value.id : value
}
