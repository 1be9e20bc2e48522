import { lookAgain } from '../database/statistics.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { applyChunk, LeaseLost, waitingChunks } from './apply.server.ts'
import { notify } from '../notifications/notify.server.ts'
import type { Counts } from './import.ts'
import { actingWho, findImport, type ImportRow } from './import-row.server.ts'
import { rememberMapping } from './remember.server.ts'
import { stageRows } from './stage.server.ts'

type Needs = Pick<Kernel, 'db' | 'registry' | 'store' | 'clock' | 'log'>

/** Does the work of imports in the background of this process, and takes over what another one left. */
export interface ImportWork {
  /** Goes on with an import until its work is done; returns at once when another process is at it. */
  readonly run: (id: string) => Promise<void>
  /** Goes on with every import whose process is gone. */
  readonly resume: () => Promise<void>
  /** Stops after the chunk at hand; the rest is left to the next process. */
  readonly stop: () => Promise<void>
}

const leaseMs = 30_000
const mostAttempts = 5

export function importWork(kernel: Needs): ImportWork {
  const { db, clock, log } = kernel
  const me = clock.id()
  const running = new Map<string, Promise<void>>()
  let isStopped = false

  const work = async (id: string): Promise<void> => {
    const given = await takeLease(kernel, id, me)
    if (!given || isStopped) return
    const beat = setInterval(() => void keepLease(kernel, id, me), leaseMs / 3)
    try {
      if (given.status === 'staging') await stage(kernel, given, { me, isStopped: () => isStopped })
      if (given.status === 'applying') await apply(kernel, given, { me, isStopped: () => isStopped })
      if (given.status === 'undoing') await undo(kernel, given, me)
    } catch (error) {
      if (error instanceof LeaseLost) return
      log.error(
        { import: id, error: error instanceof Error ? error.stack : String(error) },
        'An import could not go on.',
      )
      await giveUp(kernel, id, me)
    } finally {
      clearInterval(beat)
    }
    if (isStopped)
      await db.query({
        text: 'update import set leased_until = null where id = $1 and leased_by = $2',
        values: [id, me],
      })
  }
  const run = (id: string): Promise<void> => {
    const begun = running.get(id)
    if (begun) return begun.then(() => run(id))
    const promise = work(id)
      .catch((error: unknown) => log.error({ import: id, error: String(error) }, 'An import waits for its next try.'))
      .finally(() => running.delete(id))
    running.set(id, promise)
    return promise
  }
  const resume = async (): Promise<void> => {
    const left = await db.query<{ id: string }>({
      text: `select id from import where status in ('staging', 'applying', 'undoing') and (leased_until is null or leased_until < $1)`,
      values: [clock.now()],
    })
    for (const { id } of left) await run(id)
  }
  const stop = async (): Promise<void> => {
    isStopped = true
    await Promise.allSettled(running.values())
  }
  return { run, resume, stop }
}

interface Holding {
  readonly me: string
  readonly isStopped: () => boolean
}

const until = ({ clock }: Needs, ms = leaseMs): Date => new Date(clock.now().getTime() + ms)

async function takeLease(kernel: Needs, id: string, me: string): Promise<ImportRow | null> {
  const taken = await kernel.db.query({
    text: `update import set leased_by = $2, leased_until = $3
      where id = $1 and status in ('staging', 'applying', 'undoing') and (leased_until is null or leased_until < $4 or leased_by = $2) returning id`,
    values: [id, me, until(kernel), kernel.clock.now()],
  })
  return taken.length > 0 ? findImport(kernel.db, id) : null
}

/** Large files take longer than a lease between two steps. */
async function keepLease(kernel: Needs, id: string, me: string): Promise<void> {
  try {
    await kernel.db.query({
      text: 'update import set leased_until = $3 where id = $1 and leased_by = $2',
      values: [id, me, until(kernel)],
    })
  } catch (error) {
    kernel.log.warn({ import: id, error: String(error) }, 'An import could not be kept.')
  }
}

async function stage(kernel: Needs, given: ImportRow, { me, isStopped }: Holding): Promise<void> {
  const chunks = await stageRows(kernel, given, async (rows) => {
    await renew(kernel, given.id, me, rows)
    return !isStopped()
  })
  if (isStopped()) return
  await kernel.db.query({
    text: `update import set status = 'ready', counts = $2, chunk = 0, chunks = $3, progress = 0, leased_until = null, attempts = 0 where id = $1 and leased_by = $4`,
    values: [given.id, await countRows(kernel, given.id), chunks, me],
  })
}

async function renew(kernel: Needs, id: string, me: string, progress: number): Promise<void> {
  const held = await kernel.db.query({
    text: 'update import set progress = $3, leased_until = $4 where id = $1 and leased_by = $2 returning id',
    values: [id, me, progress, until(kernel)],
  })
  if (held.length === 0) throw new LeaseLost()
}

async function apply(kernel: Needs, given: ImportRow, { me, isStopped }: Holding): Promise<void> {
  while (!isStopped()) {
    const chunks = await waitingChunks(kernel.db, given.id)
    if (chunks.length === 0) {
      await rememberMapping(kernel, given)
      return finish(kernel, given, me, { status: 'applied', problem: null })
    }
    await applyTogether(chunks, async (chunk) => {
      if (!isStopped()) await applyChunk(kernel, given, { holder: me, chunk })
    })
  }
}

/** While the database writes two chunks, the next is made ready. After a failure none is begun any more. */
async function applyTogether(chunks: readonly number[], applyOne: (chunk: number) => Promise<void>): Promise<void> {
  const left = [...chunks]
  const goThrough = async (): Promise<void> => {
    try {
      for (let chunk = left.shift(); chunk !== undefined; chunk = left.shift()) await applyOne(chunk)
    } catch (error) {
      left.length = 0
      throw error
    }
  }
  const tried = await Promise.allSettled(Array.from({ length: 3 }, goThrough))
  const failed = tried.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}

async function undo(kernel: Needs, given: ImportRow, me: string): Promise<void> {
  const outcomes = await kernel.store
    .as(actingWho(given.acts_as))
    .undoBatch(given.id, (done) => renew(kernel, given.id, me, done))
  const left = outcomes.filter(({ ok }) => !ok).length
  const problem =
    left > 0
      ? `${left.toLocaleString('en')} changes stay as they are: the records changed again since, or you may not change them.`
      : null
  await finish(kernel, given, me, { status: 'undone', problem })
}

async function finish(
  kernel: Needs,
  { id, type, file_name: file, created_by: starter }: ImportRow,
  me: string,
  { status, problem }: { status: 'applied' | 'undone'; problem: string | null },
): Promise<void> {
  const counts = await countRows(kernel, id)
  await lookAgain(kernel.db, { rows: (counts.create ?? 0) + (counts.update ?? 0), tables: [type, 'record'] })
  await kernel.db.transaction(async (tx) => {
    const finished = await tx.query({
      text: `update import set status = $3, problem = $4, counts = $5, finished_at = $6, leased_until = null, attempts = 0
        where id = $1 and leased_by = $2 returning 1`,
      values: [id, me, status, problem, counts, kernel.clock.now()],
    })
    if (finished.length === 0 || starter === null) return
    const title = status === 'applied' ? `${file} was imported` : `The import of ${file} was undone`
    const news = { accounts: [starter], recordId: null, title, text: problem ?? '', path: `/imports/${id}` }
    await notify(tx, kernel.clock, { kind: 'import_finished', ...news })
  })
}

async function giveUp(kernel: Needs, id: string, me: string): Promise<void> {
  await kernel.db.query({
    text: `update import set attempts = attempts + 1, leased_until = $3, status = case when attempts + 1 >= $4 then 'failed' else status end,
      problem = 'The work stopped because of an error on the server. What was imported so far is safe.' where id = $1 and leased_by = $2`,
    values: [id, me, until(kernel, 10_000), mostAttempts],
  })
}

async function countRows({ db }: Needs, id: string): Promise<Counts> {
  const rows = await db.query<{ outcome: string; count: number; noted: number }>({
    text: `select outcome, count(*) as count, count(*) filter (where problems is not null and outcome not in ('refused', 'conflict')) as noted
      from import_outcome where import = $1 group by outcome`,
    values: [id],
  })
  const noted = rows.reduce((sum, row) => sum + row.noted, 0)
  return { ...Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count])), ...(noted > 0 ? { noted } : {}) }
}
