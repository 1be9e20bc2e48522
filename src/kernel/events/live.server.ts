import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { beginning, ceilingOf, endOf, hasEntriesFrom, type Place } from '../history/position.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { mayReadSome, openAudience } from './audience.server.ts'
import { holds } from '../access/rule.ts'
import type { Change, News, Sign } from './change.ts'
import { openSignal } from './signal.server.ts'

/** An open page. */
export interface Listener {
  readonly who: () => Who
  readonly tell: (news: News) => void
}
export interface Live {
  /**
   * Tells a page where it stands and then everything it may know, first of all what happened after `after`, where
   * given: nothing is missed; what another server, further ahead, told it already may come twice. Resolves to what ends it.
   */
  readonly join: (listener: Listener, after?: number) => Promise<() => void>
  readonly close: () => Promise<void>
}
export type LiveKernel = Pick<Kernel, 'db' | 'registry' | 'log'>

/** More changes of one type at once than this are told as `many`. */
const mostOfOneType = 200
/** Entries read at once, and at most when a page resumes; a page that missed more looks again at everything. */
const batchSize = 2000
const soon = 50
const untilPoll = 2000

/** Follows the history for the open pages of this process, from whichever process it was written. */
export async function openLive(kernel: LiveKernel): Promise<Live> {
  const { db, registry, log } = kernel
  const listeners = new Set<Listener>()
  let position = 0
  const signal = openSignal(kernel, (word) => {
    tellInboxes([...listeners], { word, position })
    tellSign([...listeners], { word, position })
  })
  const news = signal.listener()
  position = (await ceilingOf(db)) - 1
  let isClosed = false

  const step = async (): Promise<number> => {
    const ceiling = await ceilingOf(db)
    if (listeners.size === 0) {
      position = Math.max(position, ceiling - 1)
      return untilPoll
    }
    const read = await readChanges(db, { from: position, ceiling })
    position = Math.max(position, ceiling - 1)
    await tellAll({ db, registry, log }, [...listeners], { read, position })
    return (await hasEntriesFrom(db, ceiling)) ? soon : untilPoll
  }
  const follow = async (): Promise<void> => {
    for (let failures = 0; !isClosed; ) {
      let wait = untilPoll
      try {
        wait = await step()
        failures = 0
      } catch (error) {
        wait = Math.min(5000, 200 * 2 ** failures++)
        log.warn({ error: String(error) }, 'Open pages could not be told of changes; it is tried again.')
      }
      if (!isClosed) await news.next(wait)
    }
  }
  const following = follow()

  const join: Live['join'] = async ({ who, tell }, after) => {
    const start = position
    let held: News[] | null = []
    const listener: Listener = { who, tell: (told) => void (held ? held.push(told) : tell(told)) }
    listeners.add(listener)
    if (after !== undefined && after < start) {
      const read = await readChanges(db, { from: after, ceiling: start + 1 })
      await tellAll({ db, registry, log }, [{ who, tell }], { read, position: start })
    }
    tell({ position: start, changes: [], many: [] })
    for (const told of held) tell(told)
    held = null
    return () => void listeners.delete(listener)
  }
  const close = async (): Promise<void> => {
    isClosed = true
    await signal.close()
    await following
  }
  return { join, close }
}

/** Tells those whose inbox changed: 'inbox' and their accounts, or all where they were too many to name. */
function tellInboxes(listeners: readonly Listener[], { word, position }: { word: string; position: number }): void {
  const [name, ...accounts] = word.split(' ')
  if (name !== 'inbox') return
  for (const { who, tell } of listeners) {
    const { account } = who()
    if (accounts.length === 0 || (account !== null && accounts.includes(account)))
      tell({ position, changes: [], many: [], isInbox: true })
  }
}

/** Passes a sign on to those who hold the permission that it names. */
function tellSign(listeners: readonly Listener[], { word, position }: { word: string; position: number }): void {
  if (!word.startsWith('sign ')) return
  const { to, ...sign } = JSON.parse(word.slice(5)) as Sign & { readonly to: string }
  for (const { who, tell } of listeners) if (holds(who(), to)) tell({ position, changes: [], many: [], sign })
}

/** The last change of each record in a range of positions, in order; null when there are too many to say. */
async function readChanges(
  db: Db,
  { from, ceiling }: { from: number; ceiling: number },
): Promise<readonly Change[] | null> {
  const place: Place = from < 0 ? beginning : endOf(from)
  const rows = await db.query<Change>({
    text: `select record_id as id, type, version, verb,
        coalesce(after -> 'isInternal', before -> 'isInternal', 'false') = 'true' and version is null as "isInternal"
      from history
      where (position, entry, id) > ($1::bigint, $2::int, $3::uuid) and position < $4::bigint
      order by position, entry, id limit $5`,
    values: [place.position, place.entry, place.id, ceiling, batchSize + 1],
  })
  if (rows.length > batchSize) return null
  const last = new Map<string, Change>()
  for (const row of rows) {
    const key = `${row.id} ${row.isInternal}`
    const version = row.version ?? last.get(key)?.version ?? null
    last.delete(key)
    last.set(key, { ...row, version })
  }
  return [...last.values()]
}

interface Telling {
  readonly read: readonly Change[] | null
  readonly position: number
}

/** Tells each page what it may know. Where that can't be found out, pages look again at everything: nothing is missed. */
async function tellAll(kernel: LiveKernel, listeners: readonly Listener[], telling: Telling): Promise<void> {
  const { registry, log } = kernel
  const { read, position } = telling
  try {
    if (read) return await tellSome(kernel, listeners, { read, position })
  } catch (error) {
    log.warn({ error: String(error) }, 'It could not be found out who may know of a change; open pages look again.')
  }
  const types = registry.records.map(({ name }) => name)
  for (const { who, tell } of listeners) {
    tell({ position, changes: [], many: types.filter((type) => mayReadSome(registry, who(), type)) })
  }
}

async function tellSome(
  { db, registry }: LiveKernel,
  listeners: readonly Listener[],
  { read, position }: { read: readonly Change[]; position: number },
): Promise<void> {
  if (read.length === 0) return
  const byType = Map.groupBy(read, (change) => change.type)
  const many = [...byType].filter(([, changes]) => changes.length > mostOfOneType).map(([type]) => type)
  const few = read.filter(({ type }) => !many.includes(type))
  const audience = openAudience({ db, registry, changes: few })
  for (const { who, tell } of listeners) {
    const caller = who()
    const changes = await audience.changesFor(caller)
    const types = many.filter((type) => mayReadSome(registry, caller, type))
    if (changes.length > 0 || types.length > 0) tell({ position, changes, many: types })
  }
}
