import { defineProcessor, type Processor } from '../../../kernel/events/processor.server.ts'
import type { PlacedEntry } from '../../../kernel/history/position.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { openStates } from '../tickets/events.ts'
import { eventsOf } from '../tickets/events.server.ts'
import { type Book, bookTypes, type Books, openBooks } from './book.server.ts'
import type { Dealt } from './judge.ts'
import { engagement } from './agreement.ts'
import { followIn } from './promises.server.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'kept'>

/** Tickets worked out in one transaction: their records are held meanwhile, so that nothing is written from what has passed. */
const chunk = 500
const lanes = 3

/** Works the promises of every open ticket out anew by what is promised now. Resolves to how many tickets it looked at. */
export async function recomputeOpen(kernel: Needs, books: Books = openBooks(kernel)): Promise<number> {
  const [book, rows] = await Promise.all([
    books.fresh(),
    kernel.db.query<{ id: string }>({
      text: 'select id from ticket where state = any($1::text[]) and archived_at is null order by id',
      values: [openStates],
    }),
  ])
  const ids = rows.map(({ id }) => id)
  let from = 0
  // Several at once: while the database reads the histories of some, others are judged here.
  const lane = async (): Promise<void> => {
    while (from < ids.length) {
      const some = ids.slice(from, from + chunk)
      from += chunk
      await recompute(kernel, book, some)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return rows.length
}

/** Works the promises of these tickets out anew by what is promised now. */
export async function recomputeTickets(kernel: Needs, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await recompute(kernel, await openBooks(kernel).fresh(), ids)
}

/** Works the promises of these tickets out anew by a book, and writes what differs. */
export async function recompute(
  kernel: Pick<Kernel, 'db' | 'clock'>,
  book: Book,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Dealt>> {
  return kernel.db.transaction(async (tx) => {
    // Whoever writes to a ticket changes the head of its chain: held here, its history is complete.
    await tx.query({
      text: 'select from record where id = any($1::uuid[]) order by id for no key update',
      values: [[...ids]],
    })
    const dealt = await followIn(kernel, { tx, book, events: await eventsOf(tx, ids) })
    const rows = [...dealt].map(([id, { due, dueFor, dueToAsker, isBreached, isPromised }]) => ({
      ...{ id, due_for: dueFor, is_breached: isBreached, is_promised: isPromised },
      due_at: due === null ? null : new Date(due),
      due_to_asker: dueToAsker === null ? null : new Date(dueToAsker),
    }))
    await tx.query({
      text: `update ticket t set due_at = d.due_at, due_for = d.due_for, due_to_asker = d.due_to_asker, is_breached = d.is_breached,
        is_promised = d.is_promised
        from json_populate_recordset(null::ticket, $1::json) d
        where t.id = d.id and (t.due_at, t.due_for, t.due_to_asker, t.is_breached, t.is_promised)
          is distinct from (d.due_at, d.due_for, d.due_to_asker, d.is_breached, d.is_promised)`,
      values: [JSON.stringify(rows)],
    })
    return dealt
  })
}

/** Follows what promises are worked out by: policies, pending reasons, calendars, units, where people belong, and suppliers who take a ticket in hand. */
export function followPromises(kernel: Needs): Processor {
  const books = openBooks(kernel)
  const isOfBook = ({ type }: PlacedEntry): boolean => bookTypes.some((known) => known === type)
  let isDone = false
  return defineProcessor({
    name: 'service-levels',
    on: (entry) => isOfBook(entry) || movesPerson(entry) || engages(entry),
    startsAt: 'now',
    // All of these have been written by then, so that once is enough for them.
    ahead: async () => {
      isDone = false
    },
    handle: async (entry) => {
      if (engages(entry)) return void (await recompute(kernel, await books.fresh(), [entry.recordId]))
      if (!isOfBook(entry)) return recomputeFor(kernel, books, entry.recordId)
      if (!isDone) await recomputeOpen(kernel, books)
      isDone = true
    },
  })
}

const movesPerson = ({ type, verb, after }: PlacedEntry): boolean =>
  type === 'person' && verb === 'updated' && after !== null && ('business_unit' in after || 'is_vip' in after)

const engages = ({ type, verb, before, after }: PlacedEntry): boolean =>
  type === 'ticket' &&
  (verb === 'related' || verb === 'unrelated') &&
  String((after ?? before)?.['link']).startsWith(engagement)

async function recomputeFor(kernel: Needs, books: Books, person: string): Promise<void> {
  const rows = await kernel.db.query<{ id: string }>({
    text: `select id from ticket where (requester = $1 or requested_for = $1) and state = any($2::text[])
      and archived_at is null`,
    values: [person, openStates],
  })
  if (rows.length > 0)
    await recompute(
      kernel,
      await books.fresh(),
      rows.map(({ id }) => id),
    )
}
