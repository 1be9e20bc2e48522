import { type RawBuilder, sql } from 'kysely'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import type { AnyRecord } from '../record/define.ts'
import type { Registry } from '../record/registry.ts'
import { fold } from '../record/search-text.ts'
import { candidates, eachOfRecent, type Wanted } from './candidates.server.ts'
import type { Hit, Question } from './hit.ts'
import { type Lexicon, lexiconOf, nothingIsRare } from './lexicon.server.ts'
import { type Reach, reachOf } from './reach.server.ts'
import { correctionsOf, likeness } from './typo.server.ts'
import { anyOf, asTyped, numbersOf, queryOf, type Term, typedWords } from './words.ts'

export interface SearchKernel {
  readonly db: Db
  readonly registry: Registry
  readonly now: Date
  /** How long each step of a guess after a slip may take, in milliseconds: 150, and 1,000 where nothing was found without it. */
  readonly guessFor?: number
}

/** Fewer hits than this, and words are taken for mistyped. */
const few = 3

/**
 * Finds records by number, by words (each may be unfinished) and, when little is found, in spite of a typing slip.
 * Best first: number, title, other text; then the newest; archived last. Only what the caller may read.
 */
export async function search(
  kernel: SearchKernel,
  who: Who,
  { q, types, limit = 20, archived = 'no', isAnyWord = false }: Question,
): Promise<readonly Hit[]> {
  const records = kernel.registry.records.filter(({ name }) => !types || types.includes(name))
  const reach = reachOf(who, records)
  const words = typedWords(q)
  if (!reach || words.length === 0) return []
  const lexicon = await lexiconOf(kernel.db, kernel.now)
  const within = types && archived === 'no' && areRare(lexicon, reach.types) ? reach.types : null
  const asked: Asked = { reach, words, records, q, limit, archived, isAnyWord, lexicon, within }
  const found = await exactly(kernel.db, asked)
  const isNumber = numbersOf(records, q).length > 0 // a number is that one or none, never a similar one
  if (found.length >= Math.min(few, limit) || isNumber) return found
  const near = await nearly(kernel, { ...asked, hasFound: found.length > 0 })
  const known = new Set(found.map(({ id }) => id))
  return [...found, ...near.filter(({ id }) => !known.has(id))].slice(0, limit)
}

/** Types with so few records, living ones alone, that reading all of them costs less than asking the word index. */
const areRare = (lexicon: Lexicon, types: readonly string[]): boolean =>
  lexicon.isKnown && types.every((type) => lexicon.exactly(`~${type}`) <= eachOfRecent(types.length) / 2)

interface Asked extends Required<Pick<Question, 'q' | 'limit' | 'archived' | 'isAnyWord'>> {
  /** The types looked among where they are rare: all of their records are read, so that those of others don't crowd them out. */
  readonly within: readonly string[] | null
  readonly reach: Reach
  readonly words: readonly string[]
  readonly records: readonly AnyRecord[]
  readonly lexicon: Lexicon
}

/**
 * The index is asked for words; reading the whole table instead is never worth it for the few rows wanted here. Its limits bound a
 * search whatever is asked, so that it is planned once for all: to plan each anew took as long as to run it.
 */
const bounds = `set local enable_seqscan = off; set local work_mem = '16MB'; set local jit = off; set local plan_cache_mode = force_generic_plan`

/** Where even the index takes too long (a server under great load), the newest and what begins so must do. */
async function exactly(db: Db, asked: Asked): Promise<readonly Hit[]> {
  const terms = asked.isAnyWord ? anyOf(tellingOf(asked)) : asked.words.map(asTyped)
  const found = await inTime(db, 1000, (tx) => ranked(tx, asked, terms))
  return found ?? (await inTime(db, 2000, (tx) => ranked(tx, { ...asked, lexicon: nothingIsRare }, terms))) ?? []
}

/** Runs a search with a limit in milliseconds; null when it took longer. */
async function inTime<T>(db: Db, limit: number, work: (tx: Db) => Promise<T>): Promise<T | null> {
  try {
    return await db.transaction(async (tx) => {
      await tx.query(`${bounds}; set local statement_timeout = ${limit}`)
      return work(tx)
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '57014') return null
    throw error
  }
}

/** Looks again with the likely corrections. What takes too long is left: with something in hand, a guess isn't worth a wait. */
async function nearly(
  { db, guessFor }: SearchKernel,
  asked: Asked & { readonly hasFound: boolean },
): Promise<readonly Hit[]> {
  if (!asked.words.some((word) => word.length >= 3)) return []
  const found = await inTime(db, guessFor ?? (asked.hasFound ? 150 : 1000), async (tx) => {
    const { terms, suspects } = await correctionsOf(tx, asked)
    const corrected: Hit[] = []
    // The likelier way to read it is enough where it leads somewhere.
    for (const each of terms)
      if (corrected.length < few) corrected.push(...(await ranked(tx, asked, asked.isAnyWord ? anyOf(each) : each)))
    if (corrected.length > 0) return unique(corrected)
    return likeness(tx, { ...asked, suspects, text: fold(asked.q) })
  })
  return found ?? []
}

const unique = (hits: readonly Hit[]): readonly Hit[] => [...new Map(hits.map((hit) => [hit.id, hit])).values()]

function ranked(tx: Db, asked: Asked, terms: readonly Term[]): Promise<Hit[]> {
  const beginning = fold(asked.q.trim()).slice(0, 80)
  const wanted: Wanted = {
    reach: asked.reach,
    full: queryOf(terms),
    narrow: narrowOf(asked, terms),
    numbers: numbersOf(asked.records, asked.q),
    beginning,
    archived: asked.archived,
    limit: asked.limit,
    isAnyWord: asked.isAnyWord,
    isRecentAll: asked.within !== null,
    isByWordAlone: terms.some(({ is }) => is.length > 1),
  }
  return tx.query<Hit>(sql`
    with ${candidates(wanted)}
    select r.id, r.type, r.number, r.title, r.state, r.archived_at is not null as "isArchived"
    from hit join record r on r.id = hit.id
    order by r.archived_at is not null, ${scoreOf(wanted, terms)} desc, r.id desc
    limit ${asked.limit}`)
}

/** Number before title before other text, whole words before beginnings; a slip by its likeness to what was typed. */
function scoreOf({ numbers, beginning, full, isByWordAlone }: Wanted, terms: readonly Term[]): RawBuilder<unknown> {
  if (isByWordAlone) return sql`word_similarity(${beginning}, r.folded)`
  const whole = queryOf(terms.map(({ begins, is }) => ({ begins: [], is: [...begins, ...is] })))
  const title = sql`(case when r.number is null then r.folded else substr(r.folded, length(r.number) + 2) end)`
  return sql`case when r.number = any(${numbers}::text[]) then 8 else 0 end
    + case when ${title} = ${beginning} then 4 when starts_with(${title}, ${beginning}) then 2 else 0 end
    + ts_rank('{0.05, 0.1, 0.3, 1}', r.search, ${whole}::tsquery)
    + ts_rank('{0.05, 0.1, 0.3, 1}', r.search, ${full}::tsquery) / 2`
}

/** Entries of the word index that one search may read, about: of more, enough are among the newest. */
const budget = 20_000
/** The same where any of the words is enough: what stands in more records than these says nothing about one of them. */
const budgetOfAny = 10_000

interface Priced {
  readonly term: Term
  /** Entries of the word index to be read for it, about. */
  readonly cost: number
}

/** The terms, the rarest first. */
function priced({ lexicon }: Asked, terms: readonly Term[]): readonly Priced[] {
  const cost = ({ begins, is }: Term): number => {
    if (begins.some((word) => word.length < 3)) return Infinity
    const counts = [...begins.map(lexicon.beginning), ...is.map(lexicon.exactly)]
    return counts.reduce((sum, count) => sum + count, 0)
  }
  return terms.map((term) => ({ term, cost: cost(term) })).sort((a, b) => a.cost - b.cost)
}

/** The words that set records apart: the rarest, and those that come cheap beside it; all where every record is read anyway. */
function tellingOf(asked: Asked): readonly Term[] {
  const terms = asked.words.map(asTyped)
  if (asked.within) return terms
  let spent = 0
  return priced(asked, terms)
    .filter(({ cost }, place) => (spent += cost) <= budgetOfAny || place === 0)
    .map(({ term }) => term)
}

/** The terms the word index is asked for: the rarest first, as long as reading them stays cheap. */
function narrowOf(asked: Asked, terms: readonly Term[]): string | null {
  if (asked.within) return null
  const byCost = priced(asked, terms)
  let spent = 0
  const chosen = new Set(byCost.filter((each) => (spent += each.cost) <= budget).map(({ term }) => term))
  return chosen.size === 0 ? null : queryOf(terms.filter((term) => chosen.has(term)))
}
