import { dayBegins } from '../../../kernel/calendar/day-begins.ts'
import { dayIn } from '../../../kernel/calendar/day-in.ts'
import { sql } from 'kysely'
import { createdDaySql, groupSql, tickets } from './cells.server.ts'
import { ages, type Dimension } from './definitions.ts'
import { countMissing, type Days, readKept } from './kept-days.server.ts'
import type { Measuring } from './measure.server.ts'
import { daysBack, daysFrom, type Period } from './period.ts'
import type { Measured } from './tally.ts'
import type { Value } from './wire.ts'

/** What was open at some moments: the backlog of a period, and its age. */
interface Lying {
  readonly backlog: Measured
  /** By age, then by moment. */
  readonly counts: readonly (readonly number[])[]
}
/** Tickets of a group that were opened on one day and over on another; null: not yet. */
export interface Lain {
  readonly value: string | null
  readonly opened: string
  readonly over: string | null
  readonly n: number
}

/** The backlog at the end of the period, of the one before and of each part of the trend, and how old it was at the beginning of some days. */
export async function measureLying(
  measuring: Measuring,
  { by, moments }: { readonly by: Dimension; readonly moments: readonly string[] },
): Promise<Lying> {
  const lain = measuring.frame === null ? await fromRows(measuring, by) : await fromKept(measuring, by, measuring.frame)
  const openOn =
    (day: string) =>
    ({ opened, over }: Lain) =>
      opened < day && (over === null || over >= day)
  return {
    backlog: backlogOf(lain, measuring.period, openOn),
    counts: ages.map(({ days }, age) =>
      moments.map((day) => {
        const [from, until] = [days === null ? '' : daysBack(day, days), daysBack(day, ages[age - 1]?.days ?? 0)]
        const isOpen = openOn(day)
        return sumOf(lain.filter((one) => isOpen(one) && one.opened >= from && one.opened < until))
      }),
    ),
  }
}

/** All that was open at some time of the period, by the days on which it was opened and over, in one pass over the rows. */
function fromRows({ db, where, zone, period }: Measuring, by: Dimension): Promise<readonly Lain[]> {
  const [start, end] = period.now
  // What was over after the period was open all the time.
  const over = sql`case when t.ended_at is not null and greatest(t.ended_at, t.created_at) < ${end}::timestamptz
    then to_char(greatest(t.ended_at, t.created_at) at time zone ${zone}, 'YYYY-MM-DD') end`
  return db.query<Lain>(sql`select ${groupSql[by]} as value, ${createdDaySql(zone)} as opened, ${over} as over, count(*)::int as n
    from ${tickets} where t.created_at < ${end}::timestamptz and (t.ended_at is null or t.ended_at >= ${start}::timestamptz)
      and ${where} group by 1, 2, 3`)
}

/** The same from what is open now and what was over on each day since: of days that are kept as they stand. */
async function fromKept(measuring: Measuring, by: Dimension, frame: string): Promise<readonly Lain[]> {
  const { db, where, zone, period, now } = measuring
  const [start, end] = period.now
  const each = daysFrom(dayIn(zone, new Date(start)), dayIn(zone, now))
  const days: Days = {
    each,
    eachEdges: [...each, ...each.slice(-1).map((day) => daysBack(day, -1))].map((day) =>
      dayBegins(zone, day).toISOString(),
    ),
  }
  return db.transaction(
    async (tx) => {
      const open =
        await tx.query<Lain>(sql`select ${groupSql[by]} as value, ${createdDaySql(zone)} as opened, null as over,
          count(*)::int as n
        from ${tickets} where t.ended_at is null and t.created_at < ${end}::timestamptz and ${where} group by 1, 2`)
      const { cells, missing } = await readKept(tx, days, { of: 'ended', by, frame })
      const counted = await countMissing({ ...measuring, db: tx }, days, { of: 'ended', by: [by], missing })
      return [
        ...open,
        ...[...cells, ...counted].map(
          ({ day, value, part, n }): Lain => ({ value, opened: part, over: each[day] ?? null, n }),
        ),
      ]
    },
    { isolation: 'repeatable read' },
  )
}

function backlogOf(
  lain: readonly Lain[],
  { edgeDays }: Period,
  openOn: (day: string) => (one: Lain) => boolean,
): Measured {
  const openAt = (some: readonly Lain[], edge: number): Value => {
    const value = sumOf(some.filter(openOn(edgeDays[edge] ?? '')))
    return { value, of: value }
  }
  const last = edgeDays.length - 1
  return {
    now: openAt(lain, last),
    before: openAt(lain, 0),
    trend: edgeDays.slice(1).map((_, index) => openAt(lain, index + 1)),
    groups: new Map(
      [...Map.groupBy(lain, ({ value }) => value)]
        .map(([value, own]) => [value, { now: openAt(own, last), before: openAt(own, 0) }] as const)
        // A group of which nothing was open then has no backlog.
        .filter(([, { now, before }]) => now.of + before.of > 0),
    ),
  }
}

const sumOf = (lain: readonly Lain[]): number => lain.reduce((sum, { n }) => sum + n, 0)
