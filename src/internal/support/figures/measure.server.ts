import { type RawBuilder, sql } from 'kysely'
import { rightsOf } from '../../../kernel/access/abilities.ts'
import { verdictSql } from '../../../kernel/access/rule.server.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Filter } from '../../../kernel/record/define.ts'
import { filterSql } from '../../../kernel/record/filter.server.ts'
import { Ticket } from '../tickets/ticket.record.ts'
import {
  ages,
  definitions,
  type Dimension,
  dimensions,
  type FigureKey,
  figureKeys,
  type Population,
} from './definitions.ts'
import type { OpenSpans } from './open-time.ts'
import type { Period } from './period.ts'
import type { Value } from './wire.ts'

type Sql = RawBuilder<unknown>
/** Whose tickets are measured, and when. */
export interface Measuring {
  readonly db: Db
  readonly where: Sql
  readonly shareOf: (filter: Filter) => Sql
  readonly period: Period
  readonly spans: OpenSpans
}
/** What was measured of a figure: of all, by group, and by part of the trend. */
export interface Measured {
  readonly now: Value
  readonly before: Value
  readonly trend: readonly Value[]
  readonly groups: ReadonlyMap<string | null, { readonly now: Value; readonly before: Value }>
}

/** The tickets that a caller may read and asks for, as conditions of SQL over `t`. */
export function ticketsOf(
  { registry }: Pick<Kernel, 'registry'>,
  who: Who,
  { filter, today }: { readonly filter: Filter; readonly today: string },
): Pick<Measuring, 'where' | 'shareOf'> {
  const record = registry.record(Ticket.name)
  const scope = { record, registry, who, today, alias: 't' }
  const readable = verdictSql(record, rightsOf(who, record).read, 't')
  return {
    where: sql`t.archived_at is null and ${readable} and ${filterSql(scope, filter)}`,
    shareOf: (given) => filterSql(scope, given),
  }
}

const groupSql: Readonly<Record<Dimension, Sql>> = {
  team: sql`t.team::text`,
  service: sql`t.service::text`,
  unit: sql`p.business_unit::text`,
  category: sql`t.category::text`,
  priority: sql`t.priority`,
  type: sql`t.type`,
}
const momentSql: Readonly<Record<Exclude<Population, 'backlog'>, Sql>> = {
  opened: sql`t.created_at`,
  responded: sql`t.responded_at`,
  resolved: sql`t.resolved_at`,
}
const source = sql`ticket t left join person p on p.id = t.requester`
const secondsOf = (moments: readonly string[]): number[] => moments.map((at) => Date.parse(at) / 1000)
const nothing: Value = { value: null, of: 0 }

type Cell = Readonly<Record<string, unknown>> & {
  readonly is_now: boolean
  readonly grp: string | null
  readonly bucket: number | null
  readonly no_group: number
  readonly no_bucket: number
}

/** Measures every figure of a population in one statement. */
export async function measure(
  { db, where, shareOf, period, spans }: Measuring,
  of: Exclude<Population, 'backlog'>,
  by: Dimension,
): Promise<ReadonlyMap<FigureKey, Measured>> {
  const keys = figureKeys.filter((key) => definitions[key].of === of)
  const isTimed = keys.some((key) => definitions[key].kind === 'time')
  const at = momentSql[of]
  const shares = keys.flatMap((key) => {
    const definition = definitions[key]
    if (definition.kind !== 'share') return []
    const among = shareOf(definition.among ?? {})
    return [
      sql`${among} as ${sql.ref(`${key}_of`)}`,
      sql`(${among} and ${shareOf(definition.counts)}) as ${sql.ref(key)}`,
    ]
  })
  const times = isTimed
    ? [
        sql`extract(epoch from ${at} - t.created_at)::float8 as all_time`,
        sql`${openBefore(at)} - ${openBefore(sql`t.created_at`)} as open_time`,
      ]
    : []
  const counts = keys.flatMap((key) =>
    definitions[key].kind === 'share'
      ? [`${key}_of`, key].map((name) => sql`count(*) filter (where ${sql.ref(name)})::int as ${sql.ref(name)}`)
      : [],
  )
  const middles = (isTimed ? ['all_time', 'open_time'] : []).map(
    (name) => sql`percentile_cont(array[0.5, 0.9]) within group (order by ${sql.ref(name)}) as ${sql.ref(name)}`,
  )
  const [from, until] = [period.before[0], period.now[1]]
  const cells = await db.query<Cell>(sql`with s as materialized (
      select ${[...spans.starts]}::float8[] as starts, ${[...spans.ends]}::float8[] as ends, ${[...spans.before]}::float8[] as before
    ), u as (
      select ${sql.join([
        sql`${at} >= ${period.now[0]}::timestamptz as is_now`,
        sql`width_bucket(extract(epoch from ${at})::float8, ${secondsOf(period.edges)}::float8[]) as bucket`,
        sql`${groupSql[by]} as grp`,
        ...shares,
        ...times,
      ])}
      from ${source} cross join s
      where ${at} >= ${from}::timestamptz and ${at} < ${until}::timestamptz and ${where}
    )
    select is_now, grp, bucket, grouping(grp) as no_group, grouping(bucket) as no_bucket,
      ${sql.join([sql`count(*)::int as n`, ...counts, ...middles])}
    from u group by grouping sets ((is_now), (is_now, grp), (is_now, bucket))`)
  return new Map(keys.map((key) => [key, measuredOf(cells, key, period)]))
}

/** Open seconds before a moment, by the spans in `s`. */
const openBefore = (
  at: Sql,
): Sql => sql`(select case when i = 0 then 0 else s.before[i] + least(e, s.ends[i]) - s.starts[i] end
  from (select e, width_bucket(e, s.starts) as i from (select extract(epoch from ${at})::float8 as e) one) two)`

function measuredOf(cells: readonly Cell[], key: FigureKey, { edges }: Period): Measured {
  const whole = cells.filter((cell) => cell.no_group === 1 && cell.no_bucket === 1)
  const parts = cells.filter((cell) => cell.no_group === 1 && cell.no_bucket === 0 && cell.is_now)
  const groups = new Map<string | null, { now: Value; before: Value }>()
  for (const cell of cells.filter(({ no_group }) => no_group === 0)) {
    const known = groups.get(cell.grp) ?? { now: empty(key), before: empty(key) }
    groups.set(cell.grp, { ...known, [cell.is_now ? 'now' : 'before']: valueOf(cell, key) })
  }
  const find = (isNow: boolean): Value =>
    valueOf(
      whole.find(({ is_now }) => is_now === isNow),
      key,
    )
  const trend = edges.slice(1).map((_, index) =>
    valueOf(
      parts.find(({ bucket }) => bucket === index + 1),
      key,
    ),
  )
  return { now: find(true), before: find(false), trend, groups }
}

const empty = (key: FigureKey): Value => (definitions[key].kind === 'count' ? { value: 0, of: 0 } : nothing)

function valueOf(cell: Cell | undefined, key: FigureKey): Value {
  if (!cell) return empty(key)
  const count = Number(cell['n'])
  const { kind } = definitions[key]
  if (kind === 'count') return { value: count, of: count }
  if (kind === 'share') {
    const of = Number(cell[`${key}_of`])
    return of === 0 ? nothing : { value: Number(cell[key]), of }
  }
  const [value = null, p90 = null] = (cell['open_time'] ?? []) as readonly number[]
  const [all = null, allP90 = null] = (cell['all_time'] ?? []) as readonly number[]
  return { value, of: count, p90, all, allP90 }
}

/** The backlog at the end of the period and of the one before, by group, and at the end of each part of the trend. */
export async function measureBacklog({ db, where, period }: Measuring, by: Dimension): Promise<Measured> {
  const [, end] = period.now
  const [start] = period.now
  const open = (at: string): Sql =>
    sql`t.created_at < ${at}::timestamptz and (t.ended_at is null or t.ended_at >= ${at}::timestamptz)`
  const edges = secondsOf(period.edges)
  const [groups, steps] = await Promise.all([
    db.query<{ grp: string | null; no_group: number; now: number; before: number }>(sql`
      select ${groupSql[by]} as grp, grouping(${groupSql[by]}) as no_group,
        count(*) filter (where ${open(end)})::int as now, count(*) filter (where ${open(start)})::int as before
      from ${source} where ((${open(end)}) or (${open(start)})) and ${where} group by grouping sets ((), (${groupSql[by]}))`),
    db.query<{ came: number; went: number | null; n: number }>(sql`
      select width_bucket(extract(epoch from t.created_at)::float8, ${edges}::float8[]) as came,
        width_bucket(extract(epoch from t.ended_at)::float8, ${edges}::float8[]) as went, count(*)::int as n
      from ${source} where t.created_at < ${end}::timestamptz and (t.ended_at is null or t.ended_at >= ${start}::timestamptz)
        and ${where} group by 1, 2`),
  ])
  const count = (value: number): Value => ({ value, of: value })
  const whole = groups.find(({ no_group }) => no_group === 1)
  const openAt = (index: number): number =>
    steps.reduce((sum, { came, went, n }) => (came <= index && (went === null || went > index) ? sum + n : sum), 0)
  return {
    now: count(whole?.now ?? 0),
    before: count(whole?.before ?? 0),
    trend: edges.slice(1).map((_, index) => count(openAt(index + 1))),
    groups: new Map(
      groups
        .filter(({ no_group }) => no_group === 0)
        .map(({ grp, now, before }) => [grp, { now: count(now), before: count(before) }]),
    ),
  }
}

/** How old the backlog was at some moments, by age, then by moment. */
export async function measureAges(
  { db, where }: Measuring,
  moments: readonly string[],
): Promise<readonly (readonly number[])[]> {
  const seconds = ages.map(({ days }) => (days === null ? null : days * 86_400))
  const age = sql`extract(epoch from m.at - t.created_at)`
  const counts = seconds.map((most, index) => {
    const least = seconds[index - 1] ?? -1
    const isThis = most === null ? sql`${age} > ${least}` : sql`${age} > ${least} and ${age} <= ${most}`
    return sql`count(*) filter (where ${isThis})::int as ${sql.ref(`a${index}`)}`
  })
  const rows = await db.query<Readonly<Record<string, number>>>(sql`
    select m.place, ${sql.join(counts)} from unnest(${[...moments]}::timestamptz[]) with ordinality as m (at, place)
      join ticket t on t.created_at < m.at and (t.ended_at is null or t.ended_at >= m.at)
      left join person p on p.id = t.requester
    where ${where} group by 1`)
  return ages.map((_, index) =>
    moments.map((_at, place) => rows.find((row) => Number(row['place']) === place + 1)?.[`a${index}`] ?? 0),
  )
}

export interface Moved {
  readonly by: Dimension
  readonly key: string | null
  readonly now: { readonly value: number; readonly of: number }
  readonly before: { readonly value: number; readonly of: number }
}

/** A share within each team, service, unit, category, priority and kind, in this period and the one before. */
export async function measureMoves(
  { db, where, shareOf, period }: Measuring,
  key: FigureKey,
): Promise<readonly Moved[]> {
  const definition = definitions[key]
  if (definition.kind !== 'share' || definition.of === 'backlog') return []
  const at = momentSql[definition.of]
  const columns = dimensions.map((by) => sql`${groupSql[by]} as ${sql.ref(`by_${by}`)}`)
  const names = dimensions.map((by) => sql.ref(`by_${by}`))
  const rows = await db.query<Readonly<Record<string, unknown>>>(sql`with u as (
      select ${at} >= ${period.now[0]}::timestamptz as is_now, ${shareOf(definition.counts)} as counts, ${sql.join(columns)}
      from ${source} where ${at} >= ${period.before[0]}::timestamptz and ${at} < ${period.now[1]}::timestamptz
        and ${shareOf(definition.among ?? {})} and ${where}
    )
    select ${sql.join(names)}, ${sql.join(names.map((name, index) => sql`grouping(${name}) as ${sql.ref(`no_${index}`)}`))},
      count(*) filter (where is_now)::int as of_now, count(*) filter (where is_now and counts)::int as now,
      count(*) filter (where not is_now)::int as of_before, count(*) filter (where not is_now and counts)::int as before
    from u group by grouping sets (${sql.join(names.map((name) => sql`(${name})`))})`)
  return rows.map((row) => {
    const by = dimensions.find((_, index) => row[`no_${index}`] === 0) ?? 'team'
    return {
      by,
      key: (row[`by_${by}`] as string | null) ?? null,
      now: { value: Number(row['now']), of: Number(row['of_now']) },
      before: { value: Number(row['before']), of: Number(row['of_before']) },
    }
  })
}
