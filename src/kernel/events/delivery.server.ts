import type { Db } from '../database/db.server.ts'
import { entrySelect, type PlacedEntry } from '../history/position.server.ts'
import type { Processor, ProcessingKernel } from './processor.server.ts'

/** Hands one entry to a processor. A failure is noted and tried again later, so that the entries behind it go on. */
export async function deliver(kernel: ProcessingKernel, processor: Processor, entry: PlacedEntry): Promise<void> {
  try {
    await attempt(kernel, { processor, entry, number: 1 })
  } catch (error) {
    await noteFailure(kernel, { processor, entry, error, attempts: 1 })
  }
}

/** Tries again what failed before and is due. */
export async function retryDue(kernel: ProcessingKernel, processor: Processor): Promise<void> {
  const due = await kernel.db.query<PlacedEntry & { readonly letter: string; readonly attempts: number }>({
    text: `select d.id as letter, d.attempts, ${entrySelect} from dead_letter d
      join history h on h.id = d.entry_id and h.at = d.entry_at
      where d.processor = $1 and d.retry_at <= $2 order by d.retry_at limit 50`,
    values: [processor.name, kernel.clock.now()],
  })
  for (const { letter, attempts, ...entry } of due) {
    try {
      await attempt(kernel, { processor, entry, number: attempts + 1 })
      await kernel.db.query({ text: 'delete from dead_letter where id = $1', values: [letter] })
    } catch (error) {
      await noteFailure(kernel, { processor, entry, error, attempts: attempts + 1 })
    }
  }
}

interface Attempt {
  readonly processor: Processor
  readonly entry: PlacedEntry
  readonly number: number
}

async function attempt({ db, clock }: ProcessingKernel, { processor, entry, number }: Attempt): Promise<void> {
  const limit = processor.limit ?? 60_000
  if (!processor.once) return within(limit, processor.handle(entry, { db, attempt: number }))
  const work = db.transaction(async (tx) => {
    if (await isFirst(tx, { processor, entry, at: clock.now() }))
      await processor.handle(entry, { db: tx, attempt: number })
  })
  return within(limit, work)
}

/** Notes that the entry is dealt with; false when it was before. Undone with the transaction. */
async function isFirst(
  tx: Db,
  { processor, entry, at }: { processor: Processor; entry: PlacedEntry; at: Date },
): Promise<boolean> {
  const noted = await tx.query({
    text: 'insert into processed (processor, entry_id, at) values ($1, $2, $3) on conflict do nothing returning 1',
    values: [processor.name, entry.id, at],
  })
  return noted.length > 0
}

async function within(limit: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${limit} ms.`)), limit)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}

interface Failed {
  readonly processor: Processor
  readonly entry: PlacedEntry
  readonly error: unknown
  readonly attempts: number
}

async function noteFailure(
  { db, clock, log }: ProcessingKernel,
  { processor, entry, error, attempts }: Failed,
): Promise<void> {
  const says = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const isGivenUp = attempts >= (processor.attempts ?? 8)
  const now = clock.now()
  const pause = Math.min(3_600_000, (processor.pause ?? 2000) * 2 ** (attempts - 1))
  await db.query({
    text: `insert into dead_letter (id, processor, entry_id, entry_at, record_id, attempts, error, failed_at, retry_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (processor, entry_id) do update set attempts = excluded.attempts, error = excluded.error,
        failed_at = excluded.failed_at, retry_at = excluded.retry_at`,
    values: [
      clock.id(),
      processor.name,
      entry.id,
      entry.at,
      entry.recordId,
      attempts,
      says.replaceAll('\u0000', '').slice(0, 4000),
      now,
      isGivenUp ? null : new Date(now.getTime() + pause),
    ],
  })
  const level = isGivenUp ? 'error' : 'warn'
  log[level](
    { processor: processor.name, entry: entry.id, attempts, error: String(error) },
    isGivenUp ? 'An entry was given up.' : 'An entry failed and is tried again.',
  )
}
