import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../database/db.server.ts'
import type { Hit } from './hit.ts'
import type { Lexicon } from './lexicon.server.ts'
import type { Reach } from './reach.server.ts'
import { variantsOf } from './variants.ts'
import { asTyped, queryOf, type Term } from './words.ts'

/** What a mistyped search may have meant. */
export interface Corrections {
  /** Ways to read it, the likeliest first. */
  readonly terms: readonly (readonly Term[])[]
  /** The words taken for mistyped. */
  readonly suspects: readonly string[]
}
const mostSuspects = 3
/** Titles that look alike and are compared closely, and those that are looked at for some which the caller may read. */
const mostAlike = 500
const mostLookedAt = 2500
/** More than types that are rare have. */
const mostOfRare = 20_000

interface Doubted {
  readonly words: readonly string[]
  readonly lexicon: Lexicon
  readonly within: readonly string[] | null
  /** Little was found as it was typed, but something. */
  readonly hasFound: boolean
}

/**
 * Works out which words are mistyped (no record has them; else all of them) and what is one slip away from each.
 * None are where something was found and every word is one that records have: then there is little of it.
 */
export async function correctionsOf(tx: Db, { words, lexicon, within, hasFound }: Doubted): Promise<Corrections> {
  const long = words.filter((word) => word.length >= 3)
  const unknown = await unknownAmong(
    tx,
    // Common words are known, unless few types are looked among: there even a common word may be unknown.
    within ? long : long.filter((word) => lexicon.beginning(word) === 0),
    within,
  )
  if (hasFound && unknown.length === 0) return { terms: [], suspects: [] }
  const suspects = (unknown.length > 0 ? unknown : long).toSorted((a, b) => b.length - a.length).slice(0, mostSuspects)
  const slips = new Map(suspects.map((word) => [word, split(word, lexicon)]))
  const rare = words.map((word): Term => {
    const slip = slips.get(word)
    return slip ? { begins: unknown.includes(word) ? [] : [word], is: slip.rare } : asTyped(word)
  })
  const common = words.map((word): Term => {
    const slip = slips.get(word)
    if (!slip) return asTyped(word)
    return slip.common ? { begins: [], is: [slip.common] } : { begins: [], is: slip.rare }
  })
  const hasCommon = [...slips.values()].some((slip) => slip.common !== undefined)
  return { terms: hasCommon ? [common, rare] : [rare], suspects }
}

function split(word: string, lexicon: Lexicon): { rare: readonly string[]; common: string | undefined } {
  const variants = variantsOf(word)
  const counted = variants.map((variant) => ({ variant, count: lexicon.exactly(variant) }))
  const common = counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)[0]?.variant
  return { rare: counted.filter(({ count }) => count === 0).map(({ variant }) => variant), common }
}

/** Those of the words that no record has at the beginning of a word. */
async function unknownAmong(
  tx: Db,
  words: readonly string[],
  within: readonly string[] | null,
): Promise<readonly string[]> {
  if (words.length === 0) return []
  const from = within ? sql`among` : sql`record`
  const rows = await tx.query<{
    word: string
  }>(sql`${within ? sql`with among as materialized (${livingOf(within)})` : sql``}
    select asked.word from unnest(${words}::text[], ${words.map((word) => queryOf([asTyped(word)]))}::text[]) asked(word, query)
      where not exists (select 1 from ${from} r where r.search @@ asked.query::tsquery)`)
  return rows.map(({ word }) => word)
}

/** All living records of rare types. The limit is a fence: it keeps the word index out. */
const livingOf = (types: readonly string[]): RawBuilder<unknown> =>
  sql`select * from record where type = any(${types}::text[]) and archived_at is null limit ${sql.lit(mostOfRare)}`

interface Alike {
  readonly reach: Reach
  readonly within: readonly string[] | null
  readonly suspects: readonly string[]
  readonly text: string
  readonly limit: number
}

/** Records whose title has a part that looks like the longest of the suspects, the likest to the whole text first. */
export async function likeness(tx: Db, { reach, within, suspects, text, limit }: Alike): Promise<readonly Hit[]> {
  const [longest] = suspects
  if (!longest) return []
  return tx.query<Hit>(sql`select r.id, r.type, r.number, r.title, r.state, false as "isArchived" from (
      select * from (
        select * from ${within ? sql`(${livingOf(within)})` : sql`record`} x where ${longest} <% x.folded limit ${sql.lit(mostLookedAt)}
      ) r where ${reach.allows} and r.archived_at is null limit ${sql.lit(mostAlike)}
    ) r order by word_similarity(${text}, r.folded) desc, r.id desc limit ${limit}`)
}
