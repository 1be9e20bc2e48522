import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../kernel/database/db.server.ts'
import { cellsSql, countCells, type Counting, type Happened } from './cells.server.ts'
import { type Dimension, dimensions } from './definitions.ts'
import type { OpenSpans } from './open-time.ts'
import type { Cell } from './tally.ts'

/** Days by their names, and the moments at which they begin, with the end of the last. */
export interface Days {
  readonly each: readonly string[]
  readonly eachEdges: readonly string[]
}
const happenings = ['opened', 'responded', 'resolved', 'promised', 'ended'] as const satisfies readonly Happened[]
/** Raised when days are counted in another way than before. */
const edition = 1

/** By which clock and open hours days are counted: kept days of another frame are not used. */
export const frameOf = (timeZone: string, { starts, ends }: OpenSpans): string =>
  createHash('sha256')
    .update(JSON.stringify([edition, timeZone, starts, ends]))
    .digest('base64url')

const daysSql = ({ each, eachEdges }: Days) =>
  sql`unnest(${[...each]}::date[], ${eachEdges.slice(0, -1)}::timestamptz[], ${eachEdges.slice(1)}::timestamptz[])
    with ordinality as d (day, starts, ends, place)`
/** Days that are kept, and of which nothing has changed since. */
const freshSql = (days: Days, frame: string) =>
  sql`select d.day, d.place::int - 1 as place from ${daysSql(days)} join figures_kept k on k.day = d.day and k.frame = ${frame}
    where not exists (select from figures_stale s where s.hour < d.ends and s.hour > d.starts - interval '1 hour')`

interface KeptCells {
  readonly cells: readonly Cell[]
  /** The places of the days that are not kept as they are now. */
  readonly missing: readonly number[]
}

/** The cells of days that are kept; in the transaction in which the others are counted, so that both tell of one moment. */
export async function readKept(
  tx: Db,
  days: Days,
  { of, by, frame }: { readonly of: Happened; readonly by: Dimension; readonly frame: string },
): Promise<KeptCells> {
  const rows = await tx.query<
    Cell & { readonly of: string | null }
  >(sql`with fresh as materialized (${freshSql(days, frame)})
    select f.place as day, c.of, c.by, c.value, c.part, c.n, c.counts, c.open, c."all"
    from fresh f left join figures_day c on c.day = f.day and c.of = ${of} and c.by = ${by}`)
  const kept = new Set(rows.map(({ day }) => day))
  return {
    cells: rows.filter((row) => row.of !== null),
    missing: days.each.flatMap((_, place) => (kept.has(place) ? [] : [place])),
  }
}

/** The sums over kept days of one share for each group, those before a day and from then on: as cells of the days 0 and 1. */
export async function sumKept(
  tx: Db,
  days: Days,
  {
    of,
    share,
    first,
    frame,
  }: { readonly of: Happened; readonly share: number; readonly first: number; readonly frame: string },
): Promise<KeptCells> {
  const [among, counted] = [2 * share, 2 * share + 1].map((place) => sql`sum(c.counts[${sql.lit(place + 1)}])::int`)
  const rows = await tx.query<Omit<Cell, 'counts'> & { readonly of: number; readonly counted: number }>(sql`
    with fresh as materialized (${freshSql(days, frame)})
    select (f.place >= ${first}::int)::int as day, c.by, c.value, c.part, sum(c.n)::int as n, ${among} as of, ${counted} as counted
    from fresh f join figures_day c on c.day = f.day and c.of = ${of} group by 1, 2, 3, 4`)
  const fresh = await tx.query<{ place: number }>(freshSql(days, frame))
  const kept = new Set(fresh.map(({ place }) => place))
  return {
    cells: rows.map((row) => ({ ...row, counts: [...Array<number>(2 * share).fill(0), row.of, row.counted] })),
    missing: days.each.flatMap((_, place) => (kept.has(place) ? [] : [place])),
  }
}

/** Counts days from the rows and keeps them, in place of what was kept of them. */
export async function keepDays(
  tx: Db,
  counting: Counting,
  { days, frame }: { readonly days: Days; readonly frame: string },
) {
  const names = [...days.each]
  await tx.query({ text: 'delete from figures_day where day = any($1::date[])', values: [names] })
  for (const of of happenings) {
    const isTimed = of === 'responded' || of === 'resolved'
    await tx.query(sql`insert into figures_day (day, of, by, value, part, n, counts, open, "all")
      select (${names}::date[])[day + 1], ${of}, by, value, part, n, counts, ${isTimed ? sql`open, "all"` : sql`null, null`}
      from (${cellsSql(counting, { of, by: dimensions, edges: days.eachEdges })}) c`)
  }
  await tx.query({
    text: `insert into figures_kept (day, frame) select unnest($1::date[]), $2 on conflict (day) do update set frame = excluded.frame`,
    values: [names, frame],
  })
}

/** Stretches of days counted one by one; of more, all days are counted in one go. */
const mostRuns = 8

interface Missing {
  readonly of: Happened
  readonly by: readonly Dimension[]
  readonly isTimed?: boolean
  readonly missing: readonly number[]
}

/** Counts days that aren’t kept from the rows. */
export async function countMissing(
  counting: Counting & { readonly db: Db },
  { eachEdges }: Days,
  { missing, ...asking }: Missing,
): Promise<readonly Cell[]> {
  const runs = runsOf(missing)
  const [first, last] = [missing[0] ?? 0, missing.at(-1) ?? -1]
  const stretches = runs.length > mostRuns ? [[first, last] as const] : runs
  const wanted = new Set(missing)
  const cells: Cell[] = []
  for (const [from, to] of stretches)
    for (const cell of await countCells(counting, { ...asking, edges: eachEdges.slice(from, to + 2) }))
      if (wanted.has(cell.day + from)) cells.push({ ...cell, day: cell.day + from })
  return cells
}

/** The stretches of days that follow one another, by the places of their first and last. */
export function runsOf(places: readonly number[]): readonly (readonly [first: number, last: number])[] {
  const runs: [number, number][] = []
  for (const place of places) {
    const run = runs.at(-1)
    if (run && run[1] === place - 1) run[1] = place
    else runs.push([place, place])
  }
  return runs
}
