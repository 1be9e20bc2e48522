import type { Db } from '../database/db.server.ts'
import {
  beginning,
  ceilingOf,
  endOf,
  entriesAfter,
  hasEntriesFrom,
  type Place,
  type PlacedEntry,
} from '../history/position.server.ts'
import { deliver, retryDue } from './delivery.server.ts'
import type { ProcessingKernel, Processor } from './processor.server.ts'
import { openSignal, type Signal } from './signal.server.ts'

/** Running processors. */
export interface Processing {
  /** Lets entries in hand finish, and frees the processors for another worker. */
  readonly stop: () => Promise<void>
}

/** Runs the processors that no other worker runs, for as long as this process lives. */
export function startProcessors(kernel: ProcessingKernel, processors: readonly Processor[]): Processing {
  const names = processors.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new Error(`Two processors are named '${twice}'.`)
  const signal = openSignal(kernel)
  const state = { isStopping: false }
  const runs = processors.map((processor) => run({ kernel, processor, signal, state }))
  const stop = async (): Promise<void> => {
    state.isStopping = true
    await signal.close()
    await Promise.all(runs)
  }
  return { stop }
}

interface Run {
  readonly kernel: ProcessingKernel
  readonly processor: Processor
  readonly signal: Signal
  readonly state: { isStopping: boolean }
}
const batchSize = 200
const soon = 50
const untilPoll = 2000

async function run({ kernel, processor, signal, state }: Run): Promise<void> {
  const news = signal.listener()
  for (let failures = 0; !state.isStopping; ) {
    let wait = untilPoll
    try {
      if (await signal.lock(`processor ${processor.name}`)) wait = await catchUp({ kernel, processor, state })
      failures = 0
    } catch (error) {
      wait = Math.min(30_000, 200 * 2 ** failures++)
      kernel.log.error(
        { processor: processor.name, error: String(error) },
        'A processor could not go on; it tries again.',
      )
    }
    if (!state.isStopping) await news.next(wait)
  }
}

/** Deals with all there is. Resolves to how long to wait when no news comes. */
async function catchUp({ kernel, processor, state }: Omit<Run, 'signal'>): Promise<number> {
  const { db } = kernel
  let place = await placeOf(kernel, processor)
  for (;;) {
    await kernel.learnZone()
    await retryDue(kernel, processor)
    const ceiling = await ceilingOf(db)
    const entries = await entriesAfter(db, { after: place, ceiling, limit: batchSize })
    if (entries.length > 1) await processor.ahead?.(entries.filter((entry) => matches(processor, entry)))
    for (const entry of entries) {
      if (state.isStopping) return 0
      if (matches(processor, entry)) await deliver(kernel, processor, entry)
    }
    const last = entries.at(-1)
    if (last) place = await moveOn(kernel, { processor, from: place, to: last })
    if (entries.length < batchSize) return (await hasEntriesFrom(db, ceiling)) ? soon : untilPoll
  }
}

function matches({ on }: Processor, entry: PlacedEntry): boolean {
  return typeof on === 'function' ? on(entry) : on.includes(entry.verb)
}

async function placeOf({ db, clock }: ProcessingKernel, { name, startsAt = 'now' }: Processor): Promise<Place> {
  const known = await readPlace(db, name)
  if (known) return known
  const start = startsAt === 'now' ? endOf((await ceilingOf(db)) - 1) : beginning
  await db.query({
    text: `insert into processor (name, position, entry, entry_id, updated_at) values ($1, $2, $3, $4, $5)
      on conflict do nothing`,
    values: [name, start.position, start.entry, start.id, clock.now()],
  })
  return (await readPlace(db, name)) ?? start
}

async function readPlace(db: Db, name: string): Promise<Place | undefined> {
  const text = 'select position, entry, entry_id as id from processor where name = $1'
  const [row] = await db.query<Place>({ text, values: [name] })
  return row
}

/** Keeps the new place, unless another worker has moved it meanwhile; then that one's place counts. */
async function moveOn(
  { db, clock }: ProcessingKernel,
  { processor, from, to }: { processor: Processor; from: Place; to: Place },
): Promise<Place> {
  const moved = await db.query({
    text: `update processor set position = $2, entry = $3, entry_id = $4, updated_at = $5
      where name = $1 and (position, entry, entry_id) = ($6::bigint, $7::int, $8::uuid) returning 1`,
    values: [processor.name, to.position, to.entry, to.id, clock.now(), from.position, from.entry, from.id],
  })
  if (moved.length > 0) return to
  return (await readPlace(db, processor.name)) ?? to
}
