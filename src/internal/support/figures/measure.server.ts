import { type RawBuilder, sql } from 'kysely'
import { rightsOf } from '../../../kernel/access/abilities.ts'
import { verdictSql } from '../../../kernel/access/rule.server.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Filter } from '../../../kernel/record/define.ts'
import { filterSql } from '../../../kernel/record/filter.server.ts'
import { Ticket } from '../tickets/ticket.record.ts'
import { type Counting, countCells, groupSql, type Happened, secondsOf, sharesOf, tickets } from './cells.server.ts'
import {
  ages,
  definitions,
  type Dimension,
  dimensions,
  type FigureKey,
  figureKeys,
  type PromiseKind,
} from './definitions.ts'
import { readKept, runsOf, sumKept } from './kept-days.server.ts'
import type { Period } from './period.ts'
import { type Cell, type Measured, tally } from './tally.ts'
import type { Value } from './wire.ts'

type Sql = RawBuilder<unknown>
/** Whose tickets are measured, when, and which promises. */
export interface Measuring extends Counting {
  readonly db: Db
  readonly period: Period
  readonly promise: PromiseKind
  /** The frame of the kept days that may be used: those of all tickets; null where only some are asked for. */
  readonly frame: string | null
}

/** The tickets that a caller may read and asks for, as conditions of SQL over `t`; and whether these are all. */
export function ticketsOf(
  { registry }: Pick<Kernel, 'registry'>,
  who: Who,
  { filter, today }: { readonly filter: Filter; readonly today: string },
): Pick<Measuring, 'where' | 'shareOf'> & { readonly isAll: boolean } {
  const record = registry.record(Ticket.name)
  const scope = { record, registry, who, today, alias: 't' }
  const { read } = rightsOf(who, record)
  const readable = verdictSql(record, read, 't')
  return {
    isAll: read === true && Object.keys(filter).length === 0,
    where: sql`t.archived_at is null and t.merged_into is null and ${readable} and ${filterSql(scope, filter)}`,
    shareOf: (given) => filterSql(scope, given),
  }
}

/** Measures every figure of a population, and gives back the cells that they are summed up from. */
export async function measure(
  measuring: Measuring,
  of: Happened,
  by: Dimension,
): Promise<{ readonly measured: ReadonlyMap<FigureKey, Measured>; readonly cells: readonly Cell[] }> {
  const { period, promise } = measuring
  const cells = await cellsIn(measuring, of, by)
  const shares = sharesOf(of)
  const counted = of === 'promised' ? cells.filter(({ part }) => isOfKind(part, promise)) : cells
  const keys = figureKeys.filter((key) => definitions[key].of === of)
  const measured = new Map(keys.map((key) => [key, tally(key, counted, { period, share: shares.indexOf(key) })]))
  return { measured, cells }
}

/** Stretches of days counted one by one; of more, all days are counted in one go. */
const mostRuns = 8

/** The cells of a period: of days that are kept as they stand, of the others from the rows; both of one moment. */
async function cellsIn(measuring: Measuring, of: Happened, by: Dimension): Promise<readonly Cell[]> {
  const { db, period, frame } = measuring
  if (frame === null) return countCells(measuring, { of, by: [by], edges: period.eachEdges })
  return db.transaction(
    async (tx) => {
      const { cells, missing } = await readKept(tx, period, { of, by, frame })
      return [...cells, ...(await countMissing({ ...measuring, db: tx }, { of, by: [by], missing }))]
    },
    { isolation: 'repeatable read' },
  )
}

interface Missing {
  readonly of: Happened
  readonly by: readonly Dimension[]
  readonly isTimed?: boolean
  readonly missing: readonly number[]
}

async function countMissing(measuring: Measuring, { missing, ...asking }: Missing): Promise<readonly Cell[]> {
  const { eachEdges } = measuring.period
  const runs = runsOf(missing)
  const [first, last] = [missing[0] ?? 0, missing.at(-1) ?? -1]
  const stretches = runs.length > mostRuns ? [[first, last] as const] : runs
  const wanted = new Set(missing)
  const cells: Cell[] = []
  for (const [from, to] of stretches)
    for (const cell of await countCells(measuring, { ...asking, edges: eachEdges.slice(from, to + 2) }))
      if (wanted.has(cell.day + from)) cells.push({ ...cell, day: cell.day + from })
  return cells
}

/** Whether a cell’s part is of a kind of promises. */
export const isOfKind = (part: string, { kind, metric }: PromiseKind): boolean => {
  const [first, second] = part.split(' ')
  return first === kind && (metric === undefined || second === metric)
}

/** What was open at some moments: the backlog of a period, and its age. */
interface Lying {
  readonly backlog: Measured
  /** By age, then by moment. */
  readonly counts: readonly (readonly number[])[]
}
type LyingCell = {
  readonly is_aged: number
  readonly grp: string | null
  readonly came: number
  readonly went: number | null
  readonly n: number
}
const dayMs = 86_400_000

/** The backlog at the end of the period, of the one before and of each part of the trend, and how old it was at some moments: one pass over what was open in between. */
export async function measureLying(
  { db, where, period }: Measuring,
  { by, moments }: { readonly by: Dimension; readonly moments: readonly string[] },
): Promise<Lying> {
  const [start, end] = period.now
  const ends = moments.map((at) => Date.parse(at))
  const steps = [0, ...ages.map(({ days }) => (days ?? 0) * dayMs)]
  const births = [...new Set(ends.flatMap((at) => steps.map((age) => at - age)))].toSorted((a, b) => a - b)
  const place = (at: Sql, edges: readonly number[]): Sql =>
    sql`width_bucket(extract(epoch from ${at})::float8, ${[...edges]}::float8[])`
  const created = sql`t.created_at`
  const ended = sql`t.ended_at`
  const cells = await db.query<LyingCell>(sql`with u as (
      select ${groupSql[by]} as grp, ${place(created, secondsOf(period.edges))} as came, ${place(ended, secondsOf(period.edges))} as went,
        ${place(
          created,
          births.map((at) => at / 1000),
        )} as born, ${place(
          ended,
          ends.map((at) => at / 1000),
        )} as over
      from ${tickets} where t.created_at < ${end}::timestamptz and (t.ended_at is null or t.ended_at >= ${start}::timestamptz)
        and ${where}
    )
    select grouping(grp) as is_aged, grp, coalesce(came, born) as came, coalesce(went, over) as went, count(*)::int as n
    from u group by grouping sets ((grp, came, went), (born, over))`)
  const counted = cells.filter(({ is_aged }) => is_aged === 0)
  const aged = cells.filter(({ is_aged }) => is_aged === 1)
  return {
    backlog: backlogOf(counted, period),
    counts: ages.map(({ days }, age) =>
      ends.map((at, moment) => {
        const from = days === null ? 0 : births.indexOf(at - days * dayMs) + 1
        const until = births.indexOf(at - (ages[age - 1]?.days ?? 0) * dayMs) + 1
        const isIn = ({ came, went }: LyingCell): boolean =>
          came >= from && came < until && (went === null || went > moment)
        return sumOf(aged.filter(isIn))
      }),
    ),
  }
}

function backlogOf(cells: readonly LyingCell[], { edges }: Period): Measured {
  const last = edges.length - 1
  const openAt = (some: readonly LyingCell[], edge: number): Value => {
    const value = sumOf(some.filter(({ came, went }) => came <= edge && (went === null || went > edge)))
    return { value, of: value }
  }
  const groups = Map.groupBy(cells, ({ grp }) => grp)
  return {
    now: openAt(cells, last),
    before: openAt(cells, 0),
    trend: edges.slice(1).map((_, index) => openAt(cells, index + 1)),
    groups: new Map([...groups].map(([grp, own]) => [grp, { now: openAt(own, last), before: openAt(own, 0) }])),
  }
}

const sumOf = (cells: readonly LyingCell[]): number => cells.reduce((sum, { n }) => sum + n, 0)

export interface Moved {
  readonly by: Dimension
  readonly key: string | null
  readonly now: { readonly value: number; readonly of: number }
  readonly before: { readonly value: number; readonly of: number }
}

/** A share within each team, service, unit, category, priority and kind, in this period and the one before. */
export async function measureMoves(measuring: Measuring, key: FigureKey): Promise<readonly Moved[]> {
  const { of, kind } = definitions[key]
  if (kind !== 'share' || of === 'backlog') return []
  const share = sharesOf(of).indexOf(key)
  const cells = await cellsOfMoves(measuring, of, share)
  const counted = of === 'promised' ? cells.filter(({ part }) => isOfKind(part, measuring.promise)) : cells
  const groups = Map.groupBy(counted, ({ by, value }) => `${by} ${value ?? ''}`)
  const partOf = (some: readonly Cell[], day: number) =>
    some.reduce(
      (sum, cell) =>
        cell.day === day
          ? { of: sum.of + (cell.counts[2 * share] ?? 0), value: sum.value + (cell.counts[2 * share + 1] ?? 0) }
          : sum,
      { of: 0, value: 0 },
    )
  return [...groups.values()].flatMap((some) => {
    const [first] = some
    return first ? [{ by: first.by, key: first.value, now: partOf(some, 1), before: partOf(some, 0) }] : []
  })
}

/** The cells of all ways to tell apart, the period before as day 0 and this one as day 1. */
async function cellsOfMoves(measuring: Measuring, of: Happened, share: number): Promise<readonly Cell[]> {
  const { db, period, frame } = measuring
  const { before, now, each } = period
  const asking = { of, by: dimensions, isTimed: false }
  if (frame === null) return countCells(measuring, { ...asking, edges: [before[0], now[0], now[1]] })
  const first = each.indexOf(period.from)
  return db.transaction(
    async (tx) => {
      const { cells, missing } = await sumKept(tx, period, { of, share, first, frame })
      const counted = await countMissing({ ...measuring, db: tx }, { ...asking, missing })
      return [...cells, ...counted.map((cell) => ({ ...cell, day: Number(cell.day >= first) }))]
    },
    { isolation: 'repeatable read' },
  )
}
