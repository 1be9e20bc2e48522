import type { Db } from '../../../kernel/database/db.server.ts'
import { wordsOf } from '../../../kernel/record/search-text.ts'
import { languageCodes, languageName } from './languages.ts'

/** PostgreSQL calls them as English does. */
export const configs = languageCodes.map((code) => (code === 'pl' ? 'simple' : languageName(code).toLowerCase()))
const mostFound = 15
const mostWords = 12

/** Keeps the stems of published articles' words, each by the rules of its own language, and forgets those of others. */
export async function keepStems(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.query({
    text: `with gone as (
        delete from article_stems s using knowledge_article a
          where a.id = s.article and a.id = any($1::uuid[]) and (a.state <> 'published' or a.archived_at is not null)
      )
      insert into article_stems (article, language, stems)
        select a.id, a.written_in, setweight(to_tsvector(l.config, a.title), 'A')
            || setweight(to_tsvector(l.config, concat_ws(' ', a.words, a.summary, a.topic)), 'B')
            || setweight(to_tsvector(l.config, coalesce(a.body, '')), 'C')
          from knowledge_article a join unnest($2::text[], $3::regconfig[]) l (code, config) on l.code = a.written_in
          where a.id = any($1::uuid[]) and a.state = 'published' and a.archived_at is null
      on conflict (article) do update set language = excluded.language, stems = excluded.stems`,
    values: [ids, languageCodes, configs],
  })
}

/** What a question comes to in a language that articles are in: its words' stems, and the articles that have some of them, the best first. */
export interface InLanguage {
  readonly language: string
  readonly stems: readonly string[]
  readonly articles: readonly string[]
}

/** Reads a question in each language that articles are in. One statement, whatever there is. */
export function findByStems(db: Db, question: string): Promise<readonly InLanguage[]> {
  const words = (question.slice(0, 400).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, mostWords)
  return db.query<InLanguage>({
    text: `with spoken as (select language from article_stems group by language),
      asked as (
        select s.language, tsvector_to_array(to_tsvector(l.config, $1)) as stems
          from spoken s join unnest($2::text[], $3::regconfig[]) l (code, config) on l.code = s.language
      )
      select a.language, a.stems, array(
          select s.article from article_stems s,
              (select string_agg('''' || stem || '''', ' | ')::tsquery as wanted from unnest(a.stems) stem) q
            where s.language = a.language and s.stems @@ q.wanted
            order by ts_rank(s.stems, q.wanted) desc, s.article desc limit ${mostFound}
        ) as articles
        from asked a where cardinality(a.stems) > 0`,
    values: [words.join(' '), languageCodes, configs],
  })
}

/** What is wanted of a text in a language: the words themselves in English, their stems in others. */
export const wantedBy =
  (words: readonly string[], spoken: readonly InLanguage[]) =>
  (language: string): readonly string[] => {
    const stems = language === 'en' ? [] : (spoken.find((one) => one.language === language)?.stems ?? [])
    return stems.length > 0 ? stems.flatMap(wordsOf) : words
  }
