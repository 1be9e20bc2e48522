import type { Kernel } from '../../../kernel/kernel.server.ts'
import { eventsOf } from '../tickets/events.server.ts'
import type { Book } from './book.server.ts'
import { deal } from './promises.server.ts'
import { type Change, changed, compare, hasMoved, type Moved, tally, type Tally } from './what-if.ts'

/** Tickets looked at in one go, and in all: a month of more is told in part. */
const chunk = 1000
export const mostTickets = 20_000
/** Tickets named whose verdict moves. */
const mostNamed = 200

export interface Found extends Moved {
  readonly ticket: { readonly id: string; readonly number: string; readonly title: string }
}
export interface WhatIf {
  readonly tickets: number
  readonly isPart: boolean
  readonly tallies: readonly Tally[]
  readonly moved: readonly Found[]
  readonly movedCount: number
}
export interface Asking {
  /** YYYY-MM, where the default calendar is. */
  readonly month: string
  readonly change: Change
}

/** Judges the tickets opened in a month as things are, and as they would be with a change. Writes nothing. */
export async function whatIf(
  kernel: Pick<Kernel, 'replica' | 'clock' | 'registry'>,
  book: Book,
  { month, change }: Asking,
): Promise<WhatIf> {
  const other: Book = { ...book, policies: changed(book.policies, change) }
  const now = kernel.clock.now().getTime()
  const all: Moved[] = []
  const moved: { id: string; moves: readonly Moved[] }[] = []
  const ids = await idsIn(kernel, book, month)
  const some = ids.slice(0, mostTickets)
  for (let from = 0; from < some.length; from += chunk) {
    const events = await eventsOf(kernel.replica, some.slice(from, from + chunk))
    const asking = { db: kernel.replica, events, now }
    const [was, would] = [await deal({ ...asking, book }), await deal({ ...asking, book: other })]
    for (const [id, { results }] of was) {
      const compared = compare(results, would.get(id)?.results ?? [])
      all.push(...compared)
      const moves = compared.filter(hasMoved)
      if (moves.length > 0) moved.push({ id, moves })
    }
  }
  return {
    ...{ tickets: some.length, isPart: ids.length > some.length, tallies: tally(all) },
    moved: await named(kernel, moved),
    movedCount: moved.reduce((sum, { moves }) => sum + moves.length, 0),
  }
}

async function idsIn({ replica }: Pick<Kernel, 'replica'>, book: Book, month: string): Promise<readonly string[]> {
  const rows = await replica.query<{ id: string }>({
    text: `select id from ticket where archived_at is null
        and created_at >= ($1::date)::timestamp at time zone $2
        and created_at < ($1::date + interval '1 month') at time zone $2
      order by created_at, id limit $3`,
    values: [`${month}-01`, book.calendarOf('default').timeZone, mostTickets + 1],
  })
  return rows.map(({ id }) => id)
}

async function named(
  { replica }: Pick<Kernel, 'replica'>,
  moved: readonly { readonly id: string; readonly moves: readonly Moved[] }[],
): Promise<readonly Found[]> {
  const shown = moved.slice(0, mostNamed)
  const rows = await replica.query<{ id: string; number: string; title: string }>({
    text: 'select id, number, title from record where id = any($1::uuid[])',
    values: [shown.map(({ id }) => id)],
  })
  const known = new Map(rows.map((row) => [row.id, row]))
  return shown
    .flatMap(({ id, moves }) => {
      const ticket = known.get(id)
      return ticket ? moves.map((move): Found => ({ ticket, ...move })) : []
    })
    .slice(0, mostNamed)
}
