import { sql } from 'kysely'
import { holds } from '../../../kernel/access/rule.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { readableSql } from '../../../kernel/traits/trait.server.ts'
import { eventsOf } from '../tickets/events.server.ts'
import type { Book } from './book.server.ts'
import { choose, sayChosen } from './choose.ts'
import type { Result } from './clock.ts'
import { closedHours } from './closed-hours.ts'
import { because, explain } from './explain.ts'
import { inOrder } from './judge.ts'
import { endOf, type Life } from './life.ts'
import { deal } from './promises.server.ts'
import { sayTargetTime, sayTime } from './target-time.ts'
import type { WireClock, WireClocks } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'clock' | 'registry'>
interface Asking {
  readonly who: Who
  readonly book: Book
  /** Tickets that the reader may see. */
  readonly ids: readonly string[]
  /** In which times of day are said; that of the default calendar unless given. */
  readonly timeZone?: string | undefined
}

/** What is promised for tickets, how it stands, and why each due time is what it is, by ticket; in four statements. */
export async function clocksOf(
  kernel: Needs,
  { who, book, ids, timeZone = book.calendarOf('default').timeZone }: Asking,
): Promise<ReadonlyMap<string, WireClocks>> {
  const now = kernel.clock.now().getTime()
  const dealt = await deal({ db: kernel.db, book, events: await eventsOf(kernel.db, ids), now })
  // What teams and suppliers promise each other is for those who handle tickets.
  const isInside = holds(who, 'ticket.read') || holds(who, 'ticket.write')
  const shown = [...dealt].flatMap(([id, { life, results }]) => {
    const own = inOrder(results).filter(({ target }) => isInside || target.kind === 'sla')
    return life ? [{ id, life, results: own }] : []
  })
  const names = await namesOf(
    kernel,
    who,
    shown.flatMap(({ results }) => results),
  )
  return new Map(
    shown.map(({ id, life, results }) => {
      const clocks = results.map((result) => wireOf(result, { book, names, timeZone, life, now: new Date(now) }))
      const [asOf, openedAt] = [new Date(life.asOf).toISOString(), new Date(life.openedAt).toISOString()]
      return [id, { asOf, openedAt, timeZone, clocks }]
    }),
  )
}

type Names = (id: string) => string | null

/** The titles of all that clocks name, in one statement. Of what suppliers agreed to those that the reader may see. */
async function namesOf(kernel: Needs, who: Who, results: readonly Result[]): Promise<Names> {
  const ids = results.flatMap(({ target, segments }) => [
    ...[target.team, target.agreement].filter((id) => id !== null),
    ...segments.flatMap(({ cause }) => {
      const id = cause.is === 'pending' ? cause.reason : cause.is === 'otherTeam' ? cause.team : null
      return id === null ? [] : [id]
    }),
  ])
  const rows = await kernel.db.query<{ id: string; title: string }>(
    sql`select r.id, r.title from record r where r.id = any(${[...new Set(ids)]}::uuid[])
      and (r.type in ('team', 'pending_reason') or ${readableSql(kernel, who)})`,
  )
  const known = new Map(rows.map(({ id, title }) => [id, title]))
  return (id) => known.get(id) ?? null
}

interface Telling {
  readonly book: Book
  readonly names: Names
  readonly timeZone: string
  readonly life: Life
  readonly now: Date
}

function wireOf(result: Result, { book, names, timeZone, life, now }: Telling): WireClock {
  const { target, segments, rounds } = result
  const last = rounds.at(-1)
  const policy = book.policies.find(({ id }) => id === target.policy)
  const calendar = book.calendarName(policy?.calendar ?? 'default')
  const facts = { ...endOf(life), ...(target.team === null ? {} : { team: target.team }) }
  const chosen = choose(book.policies, { facts, ...target })
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
    closed: closedHours(target.calendar, now),
    team: target.team === null ? null : { id: target.team, title: names(target.team) },
    agreement: target.agreement === null ? null : { id: target.agreement, title: names(target.agreement) },
    ...{ used: last?.seconds ?? 0, remaining: last?.remaining ?? target.seconds, now: result.now },
    ...{ due: iso(result.due), stoppedAt: iso(result.stoppedAt), rounds: rounds.length },
    ...{ isBreached: result.isBreached, breachedBy: result.breachedBy },
    brokenBefore: rounds.slice(0, -1).filter(({ breachedAt }) => breachedAt !== null).length,
    segments: segments.map(({ kind, from, to, seconds, round, cause }) => ({
      ...{ kind, seconds, round, why: because(cause, words, kind) },
      ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    })),
    words: explain(result, words),
  }
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
