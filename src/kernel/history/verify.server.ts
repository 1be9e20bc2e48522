import { createHash } from 'node:crypto'
import { hashSignIn, noSignIn, signInColumns, type StoredSignIn } from '../access/sign-in-log.server.ts'
import type { Db } from '../database/db.server.ts'
import { type Anchor, anchorSelect, hashAnchor, noAnchor } from './anchor.server.ts'
import { ChainCheck, type StatedHead, type StoredEntry } from './chain.server.ts'
import { entrySelect } from './position.server.ts'
import { Findings, type HistoryProblem } from './problem.ts'
import { stream } from './stream.server.ts'

/** What a verification found. */
export interface Verification {
  readonly ok: boolean
  readonly entries: number
  readonly chains: number
  readonly anchors: number
  /** Entries that no anchor covers yet. */
  readonly unanchored: number
  /** The first 1,000 problems. */
  readonly problems: readonly HistoryProblem[]
  /** All problems. */
  readonly found: number
}
export interface VerifyOptions {
  /** Told now and then how many entries were checked. */
  readonly onProgress?: (entries: number) => void
}

/**
 * Proves the history: recomputes every record's chain from what its entries say, every anchor, and the chain of
 * sign-ins, as they stood at one moment, while writers go on. Memory stays bounded however long the history is.
 */
export function verifyHistory(db: Db, { onProgress = () => undefined }: VerifyOptions = {}): Promise<Verification> {
  return db.transaction(
    async (tx) => {
      await tx.query(`set local cursor_tuple_fraction = 1; set local work_mem = '64MB'; set local jit = off`)
      const findings = new Findings()
      await checkGuards(tx, findings)
      const chains = await checkChains(tx, findings, onProgress)
      const anchors = await checkAnchors(tx, findings)
      await checkSignIns(tx, findings)
      return { ...chains, ...anchors, ok: findings.count === 0, problems: findings.problems, found: findings.count }
    },
    { isolation: 'repeatable read' },
  )
}

/** The triggers that refuse changes: whoever may switch them off must not go unseen. */
async function checkGuards(tx: Db, findings: Findings): Promise<void> {
  const open = await tx.query<{ name: string }>(`
    select t.name from (
      select relid::regclass::text as name, relid, 'history_append_only' as wanted from pg_partition_tree('history')
      union all select 'history', 'history'::regclass, 'history_not_emptied'
      union all select 'anchor', 'anchor'::regclass, 'anchor_append_only'
      union all select 'anchor', 'anchor'::regclass, 'anchor_not_emptied'
      union all select 'sign_in', 'sign_in'::regclass, 'sign_in_append_only'
      union all select 'sign_in', 'sign_in'::regclass, 'sign_in_not_emptied'
    ) t where not exists (
      select 1 from pg_trigger g where g.tgrelid = t.relid and g.tgname = t.wanted and g.tgenabled in ('O', 'A'))
    order by t.name`)
  for (const { name } of open) findings.add({ kind: 'guard', says: `The table ${name} no longer refuses changes.` })
}

const progressEvery = 20_000

async function checkChains(
  tx: Db,
  findings: Findings,
  onProgress: (entries: number) => void,
): Promise<{ entries: number; chains: number }> {
  const heads = stream<StatedHead>(tx, 'select id, type, entries, chain from record order by id')
  const rows = stream<StoredEntry>(
    tx,
    `select ${entrySelect}, h.hash, h.at <> date_trunc('milliseconds', h.at) as "isFiner"
      from history h order by h.record_id, h.entry, h.id`,
  )
  let [entries, chains] = [0, 0]
  let [head, row] = [await take(heads), await take(rows)]
  while (head || row) {
    const recordId = earlier(head?.id, row?.recordId)
    const check = new ChainCheck(recordId, findings)
    for (; row?.recordId === recordId; row = await take(rows)) {
      check.take(row)
      if (++entries % progressEvery === 0) onProgress(entries)
    }
    const own = head?.id === recordId ? head : null
    check.end(own)
    chains++
    if (own) head = await take(heads)
  }
  onProgress(entries)
  return { entries, chains }
}

const take = async <R>(rows: AsyncGenerator<R, void, undefined>): Promise<R | undefined> => {
  const { value, done } = await rows.next()
  return done ? undefined : value
}

const earlier = (a: string | undefined, b: string | undefined): string =>
  a === undefined || (b !== undefined && b < a) ? (b ?? '') : a

async function checkAnchors(tx: Db, findings: Findings): Promise<{ anchors: number; unanchored: number }> {
  const rows = stream<{ position: number; hash: Buffer }>(
    tx,
    'select position, hash from history order by position, entry, id',
  )
  let row = await take(rows)
  let last: Pick<Anchor, 'id' | 'hash' | 'toPosition'> = { id: 0, hash: noAnchor, toPosition: 0 }
  for await (const anchor of stream<Anchor>(tx, `select ${anchorSelect} from anchor order by id`)) {
    const problem = linkProblem(anchor, last)
    if (problem) findings.add({ kind: 'anchor', says: problem, anchor: anchor.id })
    const hash = createHash('sha256')
    let entries = 0
    for (; row && row.position < anchor.toPosition; row = await take(rows)) {
      hash.update(row.hash)
      entries++
    }
    const difference = contentProblem(anchor, { entries, root: hash.digest() })
    if (difference) findings.add({ kind: 'anchor', says: difference, anchor: anchor.id })
    last = anchor
  }
  let unanchored = 0
  for (; row; row = await take(rows)) unanchored++
  return { anchors: last.id, unanchored }
}

function linkProblem(anchor: Anchor, last: Pick<Anchor, 'id' | 'hash' | 'toPosition'>): string | null {
  if (anchor.id !== last.id + 1) return `Before anchor ${anchor.id}, ${anchor.id - last.id - 1} anchors are missing.`
  if (!anchor.hash.equals(hashAnchor(anchor))) return `Anchor ${anchor.id} isn't what was written.`
  if (!anchor.previous.equals(last.hash)) return `Anchor ${anchor.id} doesn't follow the one before.`
  return anchor.fromPosition === last.toPosition ? null : `Anchor ${anchor.id} doesn't begin where the one before ends.`
}

function contentProblem(anchor: Anchor, { entries, root }: { entries: number; root: Buffer }): string | null {
  const which = `The entries anchored at ${anchor.at.toISOString()} (positions ${anchor.fromPosition} to ${anchor.toPosition - 1})`
  if (entries !== anchor.entries) return `${which} were ${anchor.entries} and are ${entries}.`
  return root.equals(anchor.root) ? null : `${which} aren't what they were then.`
}

async function checkSignIns(tx: Db, findings: Findings): Promise<void> {
  let [entry, previous] = [0, noSignIn]
  for await (const row of stream<StoredSignIn>(tx, `select ${signInColumns} from sign_in order by entry`)) {
    if (row.entry !== entry + 1)
      findings.add({ kind: 'missing', says: `Before sign-in ${row.entry}, ${row.entry - entry - 1} are missing.` })
    else if (!hashSignIn(previous, row).equals(row.hash))
      findings.add({ kind: 'altered', says: `Sign-in ${row.entry} isn't what was written.` })
    entry = row.entry
    previous = row.hash
  }
}
