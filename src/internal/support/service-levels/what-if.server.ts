import type { Kernel } from '../../../kernel/kernel.server.ts'
import { eventsOf } from '../tickets/events.server.ts'
import type { Book } from './book.server.ts'
import { deal } from './promises.server.ts'
import { type Change, changed, compare, hasMoved, type Moved, tally, type Tally } from './what-if.ts'

/** Tickets judged in one go, and in answer to one question: a month of more is gone through part by part. */
const chunk = 1000
const mostTickets = 2000
/** Tickets named whose verdict moves. */
const mostNamed = 200

export interface Found extends Moved {
  readonly ticket: { readonly id: string; readonly number: string; readonly title: string }
}
/** What one part of a month comes to. */
export interface WhatIf {
  /** Tickets judged in this part. */
  readonly tickets: number
  /** How many the whole month has; null but for its first part. */
  readonly of: number | null
  /** Where the next part begins; null once all were judged. */
  readonly next: string | null
  readonly tallies: readonly Tally[]
  readonly moved: readonly Found[]
  readonly movedCount: number
}
export interface Asking {
  /** YYYY-MM, where the default calendar is. */
  readonly month: string
  readonly change: Change
  /** What the part before said is next; null for the first. */
  readonly after: string | null
  /** How many tickets at most; 2,000 unless given. */
  readonly most?: number
}

/** Judges the next tickets opened in a month as things are, and as they would be with a change. Writes nothing, and holds no more than a part. */
export async function whatIf(
  kernel: Pick<Kernel, 'replica' | 'clock' | 'registry'>,
  book: Book,
  { month, change, after, most = mostTickets }: Asking,
): Promise<WhatIf> {
  const other: Book = { ...book, policies: changed(book.policies, change) }
  const now = kernel.clock.now().getTime()
  const all: Moved[] = []
  const moved: { id: string; moves: readonly Moved[] }[] = []
  const within: Within = { month, timeZone: book.calendarOf('default').timeZone }
  const found = await ticketsIn(kernel, within, { after, most: most + 1 })
  const some = found.slice(0, most)
  for (let from = 0; from < some.length; from += chunk) {
    const ids = some.slice(from, from + chunk).map(({ id }) => id)
    const events = await eventsOf(kernel.replica, ids)
    const asking = { db: kernel.replica, events, now }
    const [was, would] = [await deal({ ...asking, book }), await deal({ ...asking, book: other })]
    for (const id of ids) {
      const compared = compare(was.get(id)?.results ?? [], would.get(id)?.results ?? [])
      all.push(...compared)
      const moves = compared.filter(hasMoved)
      if (moves.length > 0) moved.push({ id, moves })
    }
  }
  return {
    tickets: some.length,
    of: after === null ? await countIn(kernel, within) : null,
    next: found.length > some.length ? (some.at(-1)?.place ?? null) : null,
    tallies: tally(all),
    moved: await named(kernel, moved),
    movedCount: moved.reduce((sum, { moves }) => sum + moves.length, 0),
  }
}

interface Within {
  readonly month: string
  readonly timeZone: string
}
const inMonthSql = `archived_at is null and created_at >= ($1::date)::timestamp at time zone $2
  and created_at < ($1::date + interval '1 month') at time zone $2`

/** The next tickets opened in a month, each with its place in the order of all. */
async function ticketsIn(
  { replica }: Pick<Kernel, 'replica'>,
  { month, timeZone }: Within,
  { after, most }: { readonly after: string | null; readonly most: number },
): Promise<readonly { readonly id: string; readonly place: string }[]> {
  const [at, id] = (after ?? '-infinity~00000000-0000-0000-0000-000000000000').split('~')
  return replica.query({
    text: `select id, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '~' || id as place
      from ticket where ${inMonthSql} and (created_at, id) > ($3::timestamptz, $4::uuid)
      order by created_at, id limit $5`,
    values: [`${month}-01`, timeZone, at, id, most],
  })
}

async function countIn({ replica }: Pick<Kernel, 'replica'>, { month, timeZone }: Within): Promise<number> {
  const [row] = await replica.query<{ count: number }>({
    text: `select count(*)::int as count from ticket where ${inMonthSql}`,
    values: [`${month}-01`, timeZone],
  })
  return row?.count ?? 0
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
