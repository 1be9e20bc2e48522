import type { Db } from '../database/db.server.ts'

/** How common words are, by the database's own statistics. */
export interface Lexicon {
  /** Whether there are statistics at all. */
  readonly isKnown: boolean
  /** About how many records hold a word that begins so. Words beyond the 1,000 or so most common ones count as none. */
  readonly beginning: (prefix: string) => number
  /** About how many records hold exactly this word. */
  readonly exactly: (word: string) => number
}
/** Where every word counts as too common to ask the index for. */
export const nothingIsRare: Lexicon = { isKnown: false, beginning: () => Infinity, exactly: () => Infinity }

interface Kept {
  readonly at: number
  readonly lexicon: Promise<Lexicon>
}
const kept = new WeakMap<Db, Kept>()
const freshFor = 60_000

/** The lexicon, at most a minute old. */
export function lexiconOf(db: Db, now: Date): Promise<Lexicon> {
  const known = kept.get(db)
  if (known && Math.abs(now.getTime() - known.at) < freshFor) return known.lexicon
  const lexicon = readLexicon(db)
  kept.set(db, { at: now.getTime(), lexicon })
  lexicon.catch(() => kept.delete(db))
  return lexicon
}

async function readLexicon(db: Db): Promise<Lexicon> {
  const [row] = await db.query<{ words: string[] | null; shares: number[] | null; records: number }>(`
    select s.most_common_elems::text::text[] as words, s.most_common_elem_freqs as shares, c.reltuples::float8 as records
    from pg_class c left join pg_stats s on s.schemaname = c.relnamespace::regnamespace::text
      and s.tablename = c.relname and s.attname = 'search'
    where c.oid = 'record'::regclass`)
  const records = Math.max(0, row?.records ?? 0)
  const counts = (row?.words ?? []).map((word, at): [string, number] => [word, (row?.shares?.[at] ?? 0) * records])
  const byWord = new Map(counts)
  const beginning = (prefix: string): number => {
    let sum = 0
    for (const [word, count] of counts) if (word.startsWith(prefix)) sum += count
    return Math.min(sum, records)
  }
  return { isKnown: counts.length > 0, beginning, exactly: (word) => byWord.get(word) ?? 0 }
}
