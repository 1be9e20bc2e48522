import type { Db } from '../database/db.server.ts'
import { announce } from './signal.server.ts'

/** How a processor is doing. */
export interface ProcessorState {
  readonly name: string
  readonly updatedAt: Date
  /** Entries it hasn't looked at yet, counted up to 10,000. */
  readonly behind: number
  /** Failed entries that will be tried again, and those given up. */
  readonly retrying: number
  readonly dead: number
}

/** How every processor is doing. */
export function processorStates(db: Db): Promise<ProcessorState[]> {
  return db.query<ProcessorState>(`select p.name, p.updated_at as "updatedAt",
      (select count(*) from (select 1 from history h
        where (h.position, h.entry, h.id) > (p.position, p.entry, p.entry_id) limit 10000) ahead) as behind,
      (select count(*) from dead_letter d where d.processor = p.name and d.retry_at is not null) as retrying,
      (select count(*) from dead_letter d where d.processor = p.name and d.retry_at is null) as dead
    from processor p order by p.name`)
}

/** Has a failed entry tried again at once, with all its attempts anew. False when there is no such entry. */
export async function retryDeadLetter(db: Db, { id, now }: { id: string; now: Date }): Promise<boolean> {
  const rows = await db.query({
    text: 'update dead_letter set attempts = 0, retry_at = $2 where id = $1 returning 1',
    values: [id, now],
  })
  if (rows.length > 0) announce(db)
  return rows.length > 0
}

/** Forgets which entries were dealt with, for those so old that no delivery can come again. Resolves to how many. */
export async function forgetProcessed(db: Db, before: Date): Promise<number> {
  const rows = await db.query({
    text: `delete from processed p where p.at < $1
      and not exists (select 1 from dead_letter d where d.processor = p.processor and d.entry_id = p.entry_id) returning 1`,
    values: [before],
  })
  return rows.length
}
