import type { Db } from '../database/db.server.ts'

/** Months whose partitions exist before they begin, besides the present one. */
const monthsAhead = 3

/**
 * Makes the history's partitions for this month and the next three, by UTC. Resolves to the names of new ones.
 * A month whose entries already went to the default partition stays there; nothing is lost by being late.
 */
export async function makePartitions(db: Db, now: Date): Promise<readonly string[]> {
  const made: string[] = []
  for (let ahead = 0; ahead <= monthsAhead; ahead++) {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead))
    if (await makePartition(db, month)) made.push(partitionOf(month))
  }
  return made
}

/** The name of a month's partition: `history_2026_11`. */
export function partitionOf(month: Date): string {
  return `history_${month.getUTCFullYear()}_${String(month.getUTCMonth() + 1).padStart(2, '0')}`
}

async function makePartition(db: Db, month: Date): Promise<boolean> {
  const name = partitionOf(month)
  if (await exists(db, name)) return false
  const from = month.toISOString()
  const to = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1)).toISOString()
  return db.transaction(async (tx) => {
    await tx.query(`set local lock_timeout = '5s'`)
    await tx.query('lock table history in share update exclusive mode') // one at a time; writers go on
    if (await exists(tx, name)) return false
    const early = await tx.query({
      text: 'select 1 from history_default where at >= $1 and at < $2 limit 1',
      values: [from, to],
    })
    if (early.length > 0) return false
    // Attaching locks the history less than creating in place would: writers go on meanwhile.
    await tx.query(`create table ${name} (like history including defaults)`)
    await tx.query(`alter table history attach partition ${name} for values from ('${from}') to ('${to}')`)
    return true
  })
}

async function exists(db: Db, name: string): Promise<boolean> {
  const [row] = await db.query<{ there: boolean }>({
    text: 'select to_regclass($1) is not null as there',
    values: [name],
  })
  return row?.there ?? false
}
