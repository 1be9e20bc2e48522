import { type RawBuilder, sql } from 'kysely'
import { verdictSql } from '../access/rule.server.ts'
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
  /** The word index alone is enough: what it is asked for is rare, and comparing it with many rows would be slow. */
  readonly isByWordAlone: boolean
}

const mostByWord = 800
const mostLookedAt = 5000
const mostByBeginning = 60
const recentlyMade = 10_000
const mostRecent = 60
const mostOwn = 2000

/**
 * Ids worth ranking, as the common table `hit(id)` of bounded cost whatever is asked: by number, by how the title
 * begins, by the words that narrow it down, among the newest of each type, and among what the caller alone may see.
 */
export function candidates(wanted: Wanted): RawBuilder<unknown> {
  const found = sql`select id from by_word`
  const arms = [byNumber(wanted), byBeginning(wanted), found, amongRecent(wanted), ...amongOwn(wanted)]
  const union = sql.join(
    arms.flatMap((arm) => (arm ? [sql`(${arm})`] : [])),
    sql` union `,
  )
  return sql`by_word(id) as materialized (${byWord(wanted)}), hit(id) as (${union})`
}

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
  return sql`select r.id from record r where r.folded ~>=~ ${beginning} and r.folded ~<~ ${`${beginning}\u{10ffff}`}
    and ${reach.allows} and ${living(wanted)} order by r.folded using ~<~ limit ${sql.lit(mostByBeginning)}`
}

function byWord(wanted: Wanted): RawBuilder<unknown> {
  const { reach, full, narrow } = wanted
  if (narrow === null) return sql`select id from record where false`
  // The inner limit is a fence, too: it keeps the common words out of the index, where they cost most and narrow least.
  const fits = narrow === full ? sql`true` : sql`r.search @@ ${full}::tsquery`
  return sql`select r.id from (select * from record where search @@ ${narrow}::tsquery limit ${sql.lit(mostLookedAt)}) r
    where ${living(wanted)} and ${fits} and ${reach.allows} limit ${sql.lit(mostByWord)}`
}

/** How many of the newest records of each type are looked at, where so many types are. */
export const eachOfRecent = (types: number): number => Math.max(500, Math.ceil(recentlyMade / types))

/** Needed where the word index could not give everything that fits. */
function amongRecent({ reach, full, narrow, isByWordAlone }: Wanted): RawBuilder<unknown> | null {
  if (isByWordAlone && narrow !== null) return null
  const each = eachOfRecent(reach.types.length)
  const isCut = narrow === full ? sql`(select count(*) from by_word) >= ${sql.lit(mostByWord)}` : sql`true`
  return sql`select found.id from unnest(${reach.types}::text[]) kind(name) cross join lateral (
    select r.id from (
      select * from record x where x.type = kind.name and x.archived_at is null order by x.id desc limit ${each}
    ) r where r.search @@ ${full}::tsquery and ${reach.allows} limit ${sql.lit(mostRecent)}
  ) found where ${isCut}`
}

function amongOwn(wanted: Wanted): readonly RawBuilder<unknown>[] {
  return wanted.reach.open.map(
    ({ record, verdict }) => sql`select r.id from (
      select t.id from ${sql.table(record.name)} t where ${verdictSql(record, verdict, 't')}
      order by t.id desc limit ${sql.lit(mostOwn)}
    ) own join record r on r.id = own.id where ${living(wanted)} and r.search @@ ${wanted.full}::tsquery`,
  )
}
