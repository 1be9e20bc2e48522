import { type RawBuilder, sql } from 'kysely'
import { verdictSql } from '../access/rule.server.ts'
import type { Verdict } from '../access/rule.ts'
import type { Reach } from './reach.server.ts'

/** What a search looks for. */
export interface Wanted {
  readonly reach: Reach
  /** Every term, as a tsquery. */
  readonly full: string
  /** Those terms that few records hold: what the word index is asked. Null when all are too common. */
  readonly narrow: string | null
  /** Full numbers that the text may mean. */
  readonly numbers: readonly string[]
  /** The folded text: titles that begin so come early. */
  readonly beginning: string
  readonly archived: 'no' | 'with'
  /** How many hits are wanted: where the newest give as many, nobody looks further back. */
  readonly limit: number
  /** The word index alone is enough: what it is asked for is rare, and comparing it with many rows would be slow. */
  readonly isByWordAlone: boolean
  /** Any of the words is enough: what is like a text is wanted, not all that holds it. */
  readonly isAnyWord: boolean
  /** The newest of each type are all there are: nothing has to be looked for beyond them. */
  readonly isRecentAll: boolean
}

/** Whether the caller may see it is looked up for each of these, which is most of what a search costs. */
const mostLookedAt = ({ isAnyWord }: Pick<Wanted, 'isAnyWord'>): number => (isAnyWord ? 1000 : 2500)
const mostByWord = 500
const mostBeginning = 600
const mostByBeginning = 60
const recentlyMade = 10_000
const mostRecent = 60
const mostOwn = 1000

/**
 * Ids worth ranking, as the common table `hit(id)` of bounded cost whatever is asked: by number, by how the title
 * begins, by the words that narrow it down; where more have those than are looked at, also among the newest of each
 * type, and where these give too little, among what the caller alone may see.
 */
export function candidates(wanted: Wanted): RawBuilder<unknown> {
  const byIndex = byWord(wanted)
  const recent = amongRecent(wanted)
  const own = recent && !wanted.isRecentAll ? amongOwn(wanted) : []
  const tables = [
    byIndex && sql`looked(id, fits) as materialized (${byIndex})`,
    byIndex && sql`by_word(id) as materialized (select id from looked where fits limit ${sql.lit(mostByWord)})`,
    recent && sql`recent(id) as materialized (${recent})`,
    own.length > 0 && sql`short(is_so) as materialized (select ${isShort(wanted)})`,
  ]
  const arms = [
    byNumber(wanted),
    byBeginning(wanted),
    byIndex && sql`select id from by_word`,
    recent && sql`select id from recent`,
    ...own,
    sql`select id from record where false`,
  ]
  const union = sql.join(
    there(arms).map((arm) => sql`(${arm})`),
    sql` union `,
  )
  return sql.join([...there(tables), sql`hit(id) as (${union})`])
}

const there = (parts: readonly (RawBuilder<unknown> | false | null)[]): readonly RawBuilder<unknown>[] =>
  parts.filter((part) => part !== null && part !== false)

const living = ({ archived }: Wanted): RawBuilder<unknown> =>
  archived === 'with' ? sql`true` : sql`r.archived_at is null`

function byNumber({ reach, numbers }: Wanted): RawBuilder<unknown> | null {
  if (numbers.length === 0) return null
  return sql`select r.id from record r
    where r.type = any(${reach.types}::text[]) and r.number = any(${numbers}::text[]) and ${reach.allows}`
}

function byBeginning(wanted: Wanted): RawBuilder<unknown> | null {
  const { reach, beginning } = wanted
  if (beginning === '') return null
  // The inner limit is a fence: where a caller may read few of very many, all would be looked at.
  return sql`select r.id from (
      select * from record where folded ~>=~ ${beginning} and folded ~<~ ${`${beginning}\u{10ffff}`}
      order by folded using ~<~ limit ${sql.lit(mostBeginning)}
    ) r where ${living(wanted)} and ${reach.allows} limit ${sql.lit(mostByBeginning)}`
}

/** What the word index gives, and whether each of it fits. */
function byWord(wanted: Wanted): RawBuilder<unknown> | null {
  const { reach, full, narrow } = wanted
  if (narrow === null) return null
  // The inner limit is a fence, too: it keeps the common words out of the index, where they cost most and narrow least.
  const fits = narrow === full ? sql`true` : sql`r.search @@ ${full}::tsquery`
  return sql`select r.id, ${living(wanted)} and ${fits} and ${reach.allows}
    from (select * from record where search @@ ${narrow}::tsquery limit ${sql.lit(mostLookedAt(wanted))}) r`
}

/** How many of the newest records of each type are looked at, where so many types are. */
export const eachOfRecent = (types: number): number => Math.max(500, Math.ceil(recentlyMade / types))

/** Needed where the word index could not give everything that fits. */
function amongRecent(wanted: Wanted): RawBuilder<unknown> | null {
  const { reach, full, narrow, limit, isByWordAlone } = wanted
  if (isByWordAlone && narrow !== null) return null
  const each = eachOfRecent(reach.types.length)
  const isCut =
    narrow === null
      ? sql`true`
      : sql`((select count(*) from looked) >= ${sql.lit(mostLookedAt(wanted))} or (select count(*) from by_word) >= ${sql.lit(mostByWord)})`
  return sql`select found.id from unnest(${reach.types}::text[]) kind(name) cross join lateral (
    select r.id from (
      select * from record x where x.type = kind.name and x.archived_at is null order by x.id desc limit ${each}
    ) r where r.search @@ ${full}::tsquery and ${reach.allows} limit ${Math.min(mostRecent, limit * 2)}
  ) found where ${isCut}`
}

/** Whether neither the word index nor the newest give as much as is wanted. */
const isShort = ({ narrow, limit, isAnyWord }: Wanted): RawBuilder<unknown> =>
  narrow === null
    ? sql`(select count(*) from recent) < ${limit}`
    : sql`(select count(*) from looked) >= ${sql.lit(mostLookedAt({ isAnyWord }))}
        and (select count(*) from by_word) + (select count(*) from recent) < ${limit}`

/** What only the caller may see, where little else was found. In no order, since to sort very many would take long. */
function amongOwn(wanted: Wanted): readonly RawBuilder<unknown>[] {
  const { reach, full } = wanted
  return reach.open.flatMap(({ record, verdict }) =>
    partsOf(verdict).map(
      (part) => sql`select r.id from (
        select t.id from ${sql.table(record.name)} t where ${verdictSql(record, part, 't')} limit ${sql.lit(mostOwn)}
      ) own join record r on r.id = own.id
      where (select is_so from short) and ${living(wanted)} and r.search @@ ${full}::tsquery`,
    ),
  )
}

/** Each way in which a row may be the caller's is an index of its own. */
const partsOf = (verdict: Verdict): readonly Verdict[] =>
  typeof verdict === 'object' && 'any' in verdict ? verdict.any : [verdict]
