import { z } from 'zod'
import { holds } from '../../../kernel/access/rule.ts'
import { isTimeZone } from '../../../kernel/calendar/time-zone.ts'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseQuery } from '../../../kernel/http/input.server.ts'
import type { Kernel, Routes } from '../../../kernel/kernel.server.ts'
import { eventsOf } from '../tickets/events.server.ts'
import { Ticket } from '../tickets/ticket.record.ts'
import { type Book, type Books, openBooks } from './book.server.ts'
import { choose, sayChosen } from './choose.ts'
import type { Result } from './clock.ts'
import { because, explain } from './explain.ts'
import { inOrder } from './judge.ts'
import { endOf, type Life } from './life.ts'
import { kinds, metrics } from './promise.ts'
import { deal } from './promises.server.ts'
import { sayTargetTime, sayTime } from './target-time.ts'
import type { WireClock, WireClocks } from './wire.ts'

const query = z.object({
  timeZone: z
    .string()
    .refine(isTimeZone, 'There is no such time zone. Try Europe/Berlin.')
    .optional()
    .describe('In which times of day are said; that of the default calendar unless given.'),
})
const instant = z.iso.datetime()
const state = z.enum(['running', 'paused', 'stopped'])
const named = z.object({ id: z.uuid(), title: z.string().nullable() })
const answer = z.object({
  asOf: instant,
  openedAt: instant,
  timeZone: z.string(),
  clocks: z.array(
    z.object({
      policy: named,
      kind: z.enum(kinds),
      metric: z.enum(metrics),
      team: named.nullable(),
      calendar: z.string().nullable(),
      promised: z.number(),
      time: z.string(),
      used: z.number(),
      remaining: z.number(),
      now: state,
      due: instant.nullable(),
      stoppedAt: instant.nullable(),
      isBreached: z.boolean(),
      breachedBy: z.number(),
      rounds: z.int(),
      segments: z.array(
        z.object({ kind: state, from: instant, to: instant, seconds: z.number(), round: z.int(), why: z.string() }),
      ),
      words: z.array(z.string()),
    }),
  ),
})

/** `GET /tickets/:id/clock`: what is promised for a ticket, and why each due time is what it is. */
export const clockRoutes: Routes = (app, kernel) => {
  let books: Books | undefined
  const config = {
    permission: 'signed-in' as const,
    ...describe({
      tag: 'Tickets',
      summary: 'What is promised for a ticket, how it stands, and why each due time is what it is',
      query,
      response: answer,
    }),
  }
  app.get<{ Params: { id: string } }>(
    '/api/v1/tickets/:id/clock',
    { config },
    async ({ who, params, query: given }): Promise<WireClocks> => {
      const { timeZone } = parseQuery(query, given)
      const row = await kernel.store.as(who).get(Ticket, params.id)
      books ??= openBooks(kernel)
      const [book, events] = await Promise.all([books.kept(), eventsOf(kernel.db, [row.id])])
      const now = kernel.clock.now().getTime()
      const dealt = (await deal({ db: kernel.db, book, events, now })).get(row.id)
      // What teams and suppliers promise each other is for those who handle tickets.
      const isInside = holds(who, 'ticket.read') || holds(who, 'ticket.write')
      const results = inOrder(dealt?.results ?? []).filter(({ target }) => isInside || target.kind === 'sla')
      const names = await namesOf(kernel, results)
      const zone = timeZone ?? book.calendarOf('default').timeZone
      const telling = { book, names, timeZone: zone, life: dealt?.life ?? null }
      return {
        asOf: new Date(dealt?.life?.asOf ?? now).toISOString(),
        openedAt: new Date(dealt?.life?.openedAt ?? now).toISOString(),
        timeZone: zone,
        clocks: results.map((result) => wireOf(result, telling)),
      }
    },
  )
}

type Names = (id: string) => string | null

/** The titles of all that clocks name, in one statement. */
async function namesOf({ db }: Pick<Kernel, 'db'>, results: readonly Result[]): Promise<Names> {
  const ids = results.flatMap(({ target, segments }) => [
    ...(target.team === null ? [] : [target.team]),
    ...segments.flatMap(({ cause }) => {
      const id = cause.is === 'reason' ? cause.reason : cause.is === 'otherTeam' ? cause.team : null
      return id === null ? [] : [id]
    }),
  ])
  const rows = await db.query<{ id: string; title: string }>({
    text: 'select id, title from record where id = any($1::uuid[])',
    values: [[...new Set(ids)]],
  })
  const known = new Map(rows.map(({ id, title }) => [id, title]))
  return (id) => known.get(id) ?? null
}

interface Telling {
  readonly book: Book
  readonly names: Names
  readonly timeZone: string
  readonly life: Life | null
}

function wireOf(result: Result, { book, names, timeZone, life }: Telling): WireClock {
  const { target, segments, rounds } = result
  const last = rounds.at(-1)
  const policy = book.policies.find(({ id }) => id === target.policy)
  const calendar = book.calendarName(policy?.calendar ?? 'default')
  const facts = life ? { ...endOf(life), ...(target.team === null ? {} : { team: target.team }) } : null
  const chosen = facts && choose(book.policies, { facts, kind: target.kind, metric: target.metric })
  const time = policy?.times[target.metric]
  const promised = time ? sayTargetTime(time, target.calendar) : sayTime(target.seconds)
  const words = {
    chosen: chosen ? sayChosen(chosen) : '',
    ...{ calendar, timeZone, promised },
    reason: (id: string) => names(id) ?? 'something',
    team: (id: string) => names(id) ?? 'another team',
  }
  return {
    policy: { id: target.policy, title: policy?.name ?? '' },
    ...{ kind: target.kind, metric: target.metric, calendar, promised: target.seconds, time: promised },
    team: target.team === null ? null : { id: target.team, title: names(target.team) },
    ...{ used: last?.seconds ?? 0, remaining: last?.remaining ?? target.seconds, now: result.now },
    ...{ due: iso(result.due), stoppedAt: iso(result.stoppedAt), rounds: rounds.length },
    ...{ isBreached: result.isBreached, breachedBy: result.breachedBy },
    segments: segments.map(({ kind, from, to, seconds, round, cause }) => ({
      ...{ kind, seconds, round, why: because(cause, words) },
      ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    })),
    words: explain(result, words),
  }
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
