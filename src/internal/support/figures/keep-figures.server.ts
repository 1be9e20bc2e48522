import { dayBegins } from '../../../kernel/calendar/day-begins.ts'
import { dayIn } from '../../../kernel/calendar/day-in.ts'
import { Temporal } from 'temporal-polyfill'
import { system } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { type Frame, frameNow, keptYears } from './counting-frame.server.ts'
import { type Days, keepDays, runsOf } from './kept-days.server.ts'
import { ticketsOf } from './measure.server.ts'

type KeepKernel = Pick<Kernel, 'db' | 'kept' | 'store' | 'registry' | 'sealer' | 'clock'>
const lock = 471_209_341
/** Days counted in one transaction. */
const atOnce = 31

/**
 * Counts the days that are over and aren’t kept as they are now, the latest first, and keeps them; resolves to how many were.
 * Days of today change all the time, and are counted when somebody asks.
 */
export async function keepFigures(kernel: KeepKernel): Promise<number> {
  return kernel.db.withSession(async (client) => {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lock])
    if (!rows[0]?.taken) return 0
    try {
      return await keepAll(kernel, await frameNow(kernel))
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lock])
    }
  })
}

async function keepAll(kernel: KeepKernel, frame: Frame): Promise<number> {
  const days = await daysBehind(kernel, frame)
  // What was noted of days that are never kept is nobody’s business.
  if (days.eachEdges[0] !== undefined)
    await kernel.db.query({
      text: `delete from figures_stale where hour <= $1::timestamptz - interval '1 hour'`,
      values: [days.eachEdges[0]],
    })
  const runs = runsOf(await wantedOf(kernel, { frame, days })).toReversed()
  let kept = 0
  for (const [from, last] of runs)
    for (let to = last; to >= from; to -= atOnce) {
      const first = Math.max(from, to + 1 - atOnce)
      await keepSome(kernel, frame, {
        each: days.each.slice(first, to + 1),
        eachEdges: days.eachEdges.slice(first, to + 2),
      })
      kept += to + 1 - first
    }
  return kept
}

/** All days from that of the first ticket to yesterday, as far back as days are kept. */
async function daysBehind({ db, clock }: KeepKernel, { zone }: Frame): Promise<Days> {
  const [row] = await db.query<{ first: Date | null }>(`select min(created_at) as first from ticket`)
  const dayOf = (at: Date): Temporal.PlainDate => Temporal.PlainDate.from(dayIn(zone, at))
  const today = dayOf(clock.now())
  const oldest = today.with({ month: 1, day: 1 }).subtract({ years: keptYears })
  if (!row?.first) return { each: [], eachEdges: [] }
  const first = [dayOf(row.first), oldest].toSorted(Temporal.PlainDate.compare).at(-1) ?? oldest
  const count = Math.max(0, first.until(today, { largestUnit: 'days' }).days)
  const each = Array.from({ length: count }, (_, index) => first.add({ days: index }))
  const begins = (day: Temporal.PlainDate): string => dayBegins(zone, day.toString()).toISOString()
  return { each: each.map(String), eachEdges: [...each, today].map(begins) }
}

/** The places of the days that aren’t kept in this frame, or of which something has changed since. */
async function wantedOf(
  { db }: KeepKernel,
  { frame, days: { each, eachEdges } }: { readonly frame: Frame; readonly days: Days },
): Promise<readonly number[]> {
  const rows = await db.query<{ place: number }>({
    text: `select d.place::int - 1 as place
      from unnest($1::date[], $2::timestamptz[], $3::timestamptz[]) with ordinality as d (day, starts, ends, place)
      where not exists (select from figures_kept k where k.day = d.day and k.frame = $4)
        or exists (select from figures_stale s where s.hour < d.ends and s.hour > d.starts - interval '1 hour')
      order by place`,
    values: [[...each], eachEdges.slice(0, -1), eachEdges.slice(1), frame.name],
  })
  return rows.map(({ place }) => place)
}

/**
 * Counts and keeps some days that follow one another. Notes of what changed are taken away in the same transaction, as far as it
 * sees them: what is changed meanwhile stays noted. An hour that reaches into a neighbouring day leaves that one to be counted, too.
 */
async function keepSome(kernel: KeepKernel, { spans, zone, name }: Frame, days: Days): Promise<void> {
  const { where, shareOf } = ticketsOf(kernel, system('figures'), {})
  await kernel.db.transaction(
    async (tx) => {
      const [starts, ends] = [days.eachEdges[0], days.eachEdges.at(-1)]
      await tx.query({
        text: `delete from figures_kept where day = any($1::date[])`,
        values: [[...days.each]],
      })
      await tx.query({
        text: `with reaching as (
            select hour from figures_stale where (hour > $1::timestamptz - interval '1 hour' and hour < $1::timestamptz)
              or (hour < $2::timestamptz and hour > $2::timestamptz - interval '1 hour')
          ), neighbours as (
            delete from figures_kept where day in ($3::date - 1, $4::date + 1) and exists (select from reaching)
          )
          delete from figures_stale where hour < $2::timestamptz and hour > $1::timestamptz - interval '1 hour'`,
        values: [starts, ends, days.each[0], days.each.at(-1)],
      })
      await keepDays(tx, { where, shareOf, spans, zone }, { days, frame: name })
    },
    { isolation: 'repeatable read' },
  )
}
