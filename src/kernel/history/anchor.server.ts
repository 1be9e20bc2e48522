import { createHash, type Hash } from 'node:crypto'
import type { Db } from '../database/db.server.ts'
import { beginning, ceilingOf, endOf, type Place } from './position.server.ts'

/** What the history was at a moment: a root over the entries from one position until before another, chained to the anchor before. */
export interface Anchor {
  readonly id: number
  readonly fromPosition: number
  readonly toPosition: number
  readonly entries: number
  readonly root: Buffer
  readonly previous: Buffer
  readonly hash: Buffer
  readonly at: Date
}
export const anchorSelect = `id, from_position as "fromPosition", to_position as "toPosition", entries, root, previous, hash, at`

/** What the first anchor is chained to. */
export const noAnchor = Buffer.alloc(32)

/** SHA-256 over the anchor before and all that this one says. */
export function hashAnchor({
  id,
  fromPosition,
  toPosition,
  entries,
  root,
  previous,
  at,
}: Omit<Anchor, 'hash'>): Buffer {
  const says = [id, fromPosition, toPosition, entries, at.toISOString()].join(' ')
  return createHash('sha256').update(previous).update(root).update(says).digest()
}

/**
 * Anchors every complete entry that has no anchor yet. One process at a time: resolves to null when there is nothing
 * new, or when another one is at it.
 */
export function anchorHistory(db: Db, now: Date): Promise<Anchor | null> {
  return db.transaction(async (tx) => {
    const lock = `select pg_try_advisory_xact_lock(hashtextextended('quarterdeck anchors', 0)) as got`
    const [row] = await tx.query<{ got: boolean }>(lock)
    if (!row?.got) return null
    const [last] = await tx.query<Anchor>(`select ${anchorSelect} from anchor order by id desc limit 1`)
    const { root, entries, end } = await rootOf(tx, last ? endOf(last.toPosition - 1) : beginning)
    if (entries === 0) return null
    const unsigned = {
      id: (last?.id ?? 0) + 1,
      fromPosition: last?.toPosition ?? 0,
      toPosition: end + 1,
      entries,
      root,
      previous: last?.hash ?? noAnchor,
      at: now,
    }
    const anchor: Anchor = { ...unsigned, hash: hashAnchor(unsigned) }
    await tx.query({
      text: `insert into anchor (id, from_position, to_position, entries, root, previous, hash, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [anchor.id, anchor.fromPosition, anchor.toPosition, entries, root, anchor.previous, anchor.hash, now],
    })
    return anchor
  })
}

const page = 10_000

interface Hashed extends Place {
  readonly hash: Buffer
}

async function rootOf(tx: Db, start: Place): Promise<{ root: Buffer; entries: number; end: number }> {
  const ceiling = await ceilingOf(tx)
  const hash: Hash = createHash('sha256')
  let [entries, after] = [0, start]
  for (;;) {
    const rows = await tx.query<Hashed>({
      text: `select position, entry, id, hash from history
        where (position, entry, id) > ($1::bigint, $2::int, $3::uuid) and position < $4::bigint
        order by position, entry, id limit ${page}`,
      values: [after.position, after.entry, after.id, ceiling],
    })
    for (const row of rows) hash.update(row.hash)
    entries += rows.length
    after = rows.at(-1) ?? after
    if (rows.length < page) return { root: hash.digest(), entries, end: after.position }
  }
}
