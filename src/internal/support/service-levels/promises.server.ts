import type { Db } from '../../../kernel/database/db.server.ts'
import { together } from '../../../kernel/database/together.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Derived } from '../../../kernel/record/derivation.server.ts'
import type { TicketEvent } from '../tickets/events.ts'
import { type Book, openBooks } from './book.server.ts'
import { type Dealt, judge } from './judge.ts'
import { lifeOf } from './life.ts'
import type { Facts, Metric } from './promise.ts'
import { type Kept, writeKept } from './kept-results.server.ts'
import { clockEvents, whoseOf } from './told.ts'

/** The next promise of a ticket that runs out, and whether one was broken. */
export interface Promised {
  readonly dueAt: Date | null
  readonly dueFor: Metric | null
  /** The next that runs out of those to who asked. */
  readonly dueToAsker: Date | null
  readonly isBreached: boolean
  /** Whether there is, or was, a promise to those who ask. */
  readonly isPromised: boolean
}
export const noPromise: Promised = {
  ...{ dueAt: null, dueFor: null, dueToAsker: null },
  ...{ isBreached: false, isPromised: false },
}

/** What tickets ask of promises when they are written. */
export interface Promises {
  /** What is promised for tickets that are about to be made, in their order; with the team and priority that they get. */
  readonly first: (fresh: readonly Fresh[]) => Promise<readonly Promised[]>
  /** What is promised for tickets by their histories as they are now, by ticket; keeps what became of promises that ended. */
  readonly follow: (tx: Db, events: Told) => Promise<ReadonlyMap<string, Promised>>
  /** What was promised for tickets at a moment by what had happened until then, as policies and calendars are now. Keeps nothing. */
  readonly asOf: (db: Db, events: Told, at: Date) => Promise<ReadonlyMap<string, Promised>>
}
export type Fresh = Pick<Derived, 'after' | 'at'>
/** Events by ticket, as `eventsOf` gives them. */
export type Told = ReadonlyMap<string, readonly TicketEvent[]>

export function openPromises(kernel: Kernel): Promises {
  const books = openBooks(kernel)
  const peopleTogether = together((asked: readonly Wanted[]) => peopleOfEach(kernel.db, asked))
  return {
    first: async (fresh) => {
      const book = await books.kept()
      if (fresh.length === 0 || book.policies.length === 0) return fresh.map(() => noPromise)
      const whose = fresh.map(({ after }) => idOf(after['requestedFor']) ?? idOf(after['requester']))
      const people = await peopleTogether({ book, ids: whose })
      return fresh.map(({ after, at }, index) =>
        firstOf(book, { ...factsOf(after), ...people(whose[index] ?? null) }, at),
      )
    },
    follow: async (tx, events) => {
      const dealt = await followIn(kernel, { tx, book: await books.kept(), events })
      return new Map([...dealt].map(([ticket, one]) => [ticket, promisedOf(one)]))
    },
    asOf: async (db, events, at) => {
      const dealt = await deal({ db, book: await books.kept(), events, now: at.getTime() })
      return new Map([...dealt].map(([ticket, one]) => [ticket, promisedOf(one)]))
    },
  }
}

interface Following {
  readonly tx: Db
  readonly book: Book
  readonly events: Told
}

/** Works the promises of tickets out anew by a book, and keeps what became of those that ended. */
export async function followIn(
  kernel: Pick<Kernel, 'clock'>,
  { tx, book, events }: Following,
): Promise<ReadonlyMap<string, Dealt>> {
  const now = kernel.clock.now().getTime()
  const dealt = await deal({ db: tx, book, events, now })
  await writeKept(tx, { now, kept: [...dealt].map(([ticket, one]): Kept => ({ ticket, ...one })) })
  return dealt
}

interface Dealing {
  readonly db: Db
  readonly book: Book
  readonly events: Told
  readonly now: number
}

/** All clocks of tickets as of a moment, by ticket. */
export async function deal({ db, book, events, now }: Dealing): Promise<ReadonlyMap<string, Dealt>> {
  const whose = new Map([...events].map(([ticket, told]) => [ticket, whoseOf(told)]))
  const people = await peopleOf(db, book, [...whose.values()])
  return new Map(
    [...events].map(([ticket, told]) => {
      const last = told.at(-1)?.at.getTime() ?? now
      // Clocks of servers differ: what happened is not later than now.
      const life = lifeOf(clockEvents(told, people(whose.get(ticket) ?? null)), Math.max(now, last))
      return [ticket, judge(life, book)]
    }),
  )
}

function firstOf(book: Book, facts: Partial<Facts>, opened: Date): Promised {
  const at = opened.getTime()
  return promisedOf(judge(lifeOf([{ at, order: 1, kind: 'opened', facts }], at), book))
}

const promisedOf = ({ due, dueFor, dueToAsker, isBreached, isPromised }: Dealt): Promised => ({
  dueAt: due === null ? null : new Date(due),
  dueFor,
  dueToAsker: dueToAsker === null ? null : new Date(dueToAsker),
  isBreached,
  isPromised,
})

function factsOf(row: Derived['after']): Partial<Facts> {
  return {
    state: String(row['state'] ?? 'new'),
    type: String(row['type']),
    priority: String(row['priority']),
    team: idOf(row['team']),
    service: idOf(row['service']),
    pendingReason: idOf(row['pendingReason']),
  }
}
const idOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

type WhoOf = (person: string | null) => Pick<Facts, 'units' | 'isVip'>
/** People, and the book that says whether they matter. */
interface Wanted {
  readonly book: Book
  readonly ids: readonly (string | null)[]
}

async function peopleOf(db: Db, book: Book, ids: readonly (string | null)[]): Promise<WhoOf> {
  const [people = nobodys] = await peopleOfEach(db, [{ book, ids }])
  return people
}

/** The units and the standing of people, for each who wants some, in one statement. */
async function peopleOfEach(db: Db, wanted: readonly Wanted[]): Promise<readonly WhoOf[]> {
  const ids = new Set(wanted.flatMap((one) => (isAboutPeople(one.book) ? one.ids.filter((id) => id !== null) : [])))
  if (ids.size === 0) return wanted.map(() => nobodys)
  const rows = await db.query<{ id: string; business_unit: string | null; is_vip: boolean }>({
    text: 'select id, business_unit, is_vip from person where id = any($1::uuid[])',
    values: [[...ids]],
  })
  const known = new Map(rows.map((row) => [row.id, row]))
  return wanted.map(({ book }) => (person) => {
    const found = known.get(person ?? '')
    return found ? { units: book.unitsFrom(found.business_unit), isVip: found.is_vip } : nobodys(person)
  })
}

const nobodys: WhoOf = () => ({ units: [], isVip: false })
const isAboutPeople = ({ policies }: Book): boolean =>
  policies.some(({ units, isForVip }) => units.length > 0 || isForVip)
