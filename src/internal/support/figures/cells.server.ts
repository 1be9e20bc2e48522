import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../kernel/database/db.server.ts'
import type { Filter } from '../../../kernel/record/define.ts'
import { definitions, type Dimension, type FigureKey, figureKeys, type Population } from './definitions.ts'
import type { OpenSpans } from './open-time.ts'
import type { Cell } from './tally.ts'

type Sql = RawBuilder<unknown>
/** Whose tickets are counted, and by which open hours. */
export interface Counting {
  readonly where: Sql
  readonly shareOf: (filter: Filter) => Sql
  readonly spans: OpenSpans
  /** By whose clock days begin. */
  readonly zone: string
}
/** What happened at a moment. A backlog is what hasn’t ended: what has tells of the days before. */
export type Happened = Exclude<Population, 'backlog'> | 'ended'

const momentSql: Readonly<Record<Happened, Sql>> = {
  opened: sql`t.created_at`,
  responded: sql`t.responded_at`,
  resolved: sql`t.resolved_at`,
  promised: sql`r.stopped_at`,
  // A log may say of a ticket that it was over before it was opened.
  ended: sql`greatest(t.ended_at, t.created_at)`,
}
export const groupSql: Readonly<Record<Dimension, Sql>> = {
  team: sql`t.team::text`,
  service: sql`t.service::text`,
  unit: sql`p.business_unit::text`,
  category: sql`t.category::text`,
  priority: sql`t.priority`,
  type: sql`t.type`,
}
/** Between teams a promise is that of the team it is about, whoever has the ticket now. */
const promiseGroupSql: typeof groupSql = {
  ...groupSql,
  team: sql`case when r.kind = 'ola' then r.team else t.team end::text`,
}
export const tickets = sql`ticket t left join person p on p.id = t.requester`
const promises = sql`service_level_result r join ticket t on t.id = r.ticket left join person p on p.id = t.requester`

/** The share figures of a population, in the order of a cell’s counts: of how many, and how many. */
export const sharesOf = (of: Happened): readonly FigureKey[] =>
  figureKeys.filter((key) => definitions[key].of === of && definitions[key].kind === 'share')

interface Asking {
  readonly of: Happened
  /** Each way to tell them apart gives cells that sum to the whole. */
  readonly by: readonly Dimension[]
  /** Where each day begins, and where the last one ends. */
  readonly edges: readonly string[]
  /** Whether times are wanted, too, where there are some. */
  readonly isTimed?: boolean
}

/** Counts what happened on each day, by group, in one pass over the rows: everything else is summed up from that. */
export const countCells = (counting: Counting & { readonly db: Db }, asking: Asking): Promise<readonly Cell[]> =>
  counting.db.query<Cell>(cellsSql(counting, asking))

/** The same as SQL, for keeping it. */
export function cellsSql(
  { where, shareOf, spans, zone }: Counting,
  { of, by, edges, isTimed: wantsTimes = true }: Asking,
): Sql {
  const at = momentSql[of]
  const isTimed = wantsTimes && (of === 'responded' || of === 'resolved')
  // Years of open spans are long to write, and only times ask for them.
  const open = isTimed ? spans : closed
  const shares = sharesOf(of)
  const flags = shares.flatMap((key) => {
    const definition = definitions[key]
    if (definition.kind !== 'share') return []
    const among = shareOf(definition.among ?? {})
    const counts = definition.counts ? shareOf(definition.counts) : sql`not r.is_breached`
    return [sql`${among} as ${sql.ref(`${key}_of`)}`, sql`(${among} and ${counts}) as ${sql.ref(key)}`]
  })
  const times = isTimed
    ? [
        sql`round(extract(epoch from ${at} - t.created_at))::int as all_time`,
        sql`round(${openBefore(at)} - ${openBefore(sql`t.created_at`)})::int as open_time`,
      ]
    : []
  const counts = shares.flatMap((key) =>
    [`${key}_of`, key].map((name) => sql`count(*) filter (where ${sql.ref(name)})::int`),
  )
  const groups = of === 'promised' ? promiseGroupSql : groupSql
  const names = by.map((one) => sql.ref(`by_${one}`))
  const part =
    of === 'promised'
      ? sql`concat_ws(' ', r.kind, r.metric, case when r.kind = 'ola' then r.team end)`
      : of === 'ended'
        ? createdDaySql(zone)
        : sql`''`
  const [from, until] = [sql`${edges[0]}::timestamptz`, sql`${edges.at(-1)}::timestamptz`]
  const isWithin = (moment: Sql): Sql => sql`(${moment} >= ${from} and ${moment} < ${until})`
  const happened =
    of === 'ended'
      ? sql`((${isWithin(sql`t.ended_at`)} and t.ended_at >= t.created_at)
          or (${isWithin(sql`t.created_at`)} and t.ended_at < t.created_at))`
      : isWithin(at)
  return sql`with s as materialized (
      select ${[...open.starts]}::float8[] as starts, ${[...open.ends]}::float8[] as ends, ${[...open.before]}::float8[] as before
    ), u as (
      select ${sql.join([
        sql`width_bucket(extract(epoch from ${at})::float8, ${secondsOf(edges)}::float8[]) - 1 as day`,
        sql`${part} as part`,
        ...by.map((one, place) => sql`${groups[one]} as ${names[place]}`),
        ...flags,
        ...times,
      ])}
      from ${of === 'promised' ? promises : tickets} cross join s
      where ${happened} and ${where}
    )
    select ${sql.join([
      sql`day, part`,
      sql`case ${sql.join(
        by.map((one, place) => sql`when grouping(${names[place]}) = 0 then ${one}::text`),
        sql` `,
      )} end as by`,
      sql`coalesce(${sql.join(names)}) as value`,
      sql`count(*)::int as n`,
      sql`${counts.length > 0 ? sql`array[${sql.join(counts)}]` : sql`'{}'::int[]`} as counts`,
      ...(isTimed
        ? [sql`string_agg(int4send(open_time), ''::bytea) as open, string_agg(int4send(all_time), ''::bytea) as "all"`]
        : []),
    ])}
    from u group by grouping sets (${sql.join(names.map((name) => sql`(day, part, ${name})`))})`
}

/** The day on which a ticket was opened, `YYYY-MM-DD`. */
export const createdDaySql = (zone: string): Sql => sql`to_char(t.created_at at time zone ${zone}, 'YYYY-MM-DD')`

export const secondsOf = (moments: readonly string[]): number[] => moments.map((at) => Date.parse(at) / 1000)

const closed: OpenSpans = { starts: [], ends: [], before: [] }

/** Open seconds before a moment, by the spans in `s`. */
const openBefore = (
  at: Sql,
): Sql => sql`(select case when i = 0 then 0 else s.before[i] + least(e, s.ends[i]) - s.starts[i] end
  from (select e, width_bucket(e, s.starts) as i from (select extract(epoch from ${at})::float8 as e) one) two)`
