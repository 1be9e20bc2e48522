import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { search } from '../../../kernel/search/search.server.ts'
import type { Answer, Finding } from './answer.ts'
import { aboutWords } from './question.ts'
import { bestFirst, type Ranked } from './rank.ts'
import { findByStems, wantedBy } from './stems.server.ts'
import { markedIn, type Piece, snippetOf } from './snippet.ts'

type Needs = Pick<Kernel, 'replica' | 'registry' | 'store' | 'clock'>

/** A record type that the help page finds: which of them, and what they say of themselves. */
interface Helpful {
  readonly type: string
  /** What one may be shown there, besides what the access rules let them see. */
  readonly state: string
  readonly columns: readonly string[]
  readonly read: (row: Row) => Omit<Ranked, 'title'> & { readonly about: string; readonly language: string }
}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const count = (value: unknown): number => (typeof value === 'number' ? value : 0)

const articles = 'knowledge_article'

/** What the help page looks among. A type that this installation doesn't have is passed over. */
const helpful: readonly Helpful[] = [
  {
    type: articles,
    state: 'published',
    columns: ['title', 'summary', 'words', 'topic', 'body', 'solved', 'unsolved', 'writtenIn'],
    read: ({ summary, words, topic, body, solved, unsolved, writtenIn }) => ({
      words: `${text(words)} ${text(topic)}`,
      summary: text(summary),
      body: text(body),
      solved: count(solved),
      unsolved: count(unsolved),
      about: text(topic),
      language: text(writtenIn),
    }),
  },
  {
    type: 'catalogue_item',
    state: 'offered',
    columns: ['name', 'summary', 'keywords', 'category', 'description'],
    read: ({ summary, keywords, category, description }) => ({
      words: `${text(keywords)} ${text(category)}`,
      summary: text(summary),
      body: text(description),
      solved: 0,
      unsolved: 0,
      about: text(category),
      language: '',
    }),
  },
]

/** Rows that are compared closely. */
const mostCompared = 25
/** How long a guess after a typing slip may take, in milliseconds: an answer while typing can't wait longer. */
const guessFor = 80

/**
 * What helps with a question: articles and what can be asked for, the best first; articles of each language by its own forms of the words.
 * Three statements and one per type; a slip costs two more.
 */
export async function findHelp(kernel: Needs, who: Who, q: string, limit: number): Promise<Answer> {
  const words = aboutWords(q)
  const types = helpful.filter(({ type }) => kernel.registry.records.some(({ name }) => name === type))
  if (words.length === 0) return { words, results: [] }
  const asked = { db: kernel.replica, registry: kernel.registry, now: kernel.clock.now(), guessFor }
  const question = {
    q: words.join(' '),
    types: types.map(({ type }) => type),
    limit: mostCompared * 2,
    isAnyWord: true,
  }
  const [hits, spoken] = await Promise.all([search(asked, who, question), findByStems(kernel.replica, q)])
  const byStems = spoken.flatMap(({ articles }) => articles)
  const found = await Promise.all(
    types.map((one) => {
      const ids = hits.filter(isShown(one)).map(({ id }) => id)
      return readAll(kernel, who, one, one.type === articles ? [...byStems, ...ids] : ids)
    }),
  )
  const order = new Set([...hits.map(({ id }) => id), ...byStems])
  const places = new Map([...order].map((id, place) => [id, place]))
  const inOrder = found.flat().sort((a, b) => (places.get(a.row.id) ?? 0) - (places.get(b.row.id) ?? 0))
  const wanted = wantedBy(words, spoken)
  return {
    words,
    results: bestFirst(inOrder, ({ language }) => wanted(language))
      .slice(0, limit)
      .map((one) => findingOf(one, wanted(one.language))),
  }
}

const isShown =
  (one: Helpful) =>
  ({ type, state }: { readonly type: string; readonly state: string | null }): boolean =>
    type === one.type && state === one.state

type Read = Ranked & { readonly type: string; readonly row: Row; readonly about: string; readonly language: string }

async function readAll({ store }: Needs, who: Who, one: Helpful, ids: readonly string[]): Promise<readonly Read[]> {
  if (ids.length === 0) return []
  const filter = { id: [...new Set(ids)].slice(0, mostCompared), state: one.state }
  const { rows } = await store.as(who).list(one.type, { filter, columns: one.columns, limit: mostCompared })
  return rows.map((row) => ({ type: one.type, row, title: row.title, ...one.read(row) }))
}

function findingOf({ type, row, title, summary, body, about }: Read, words: readonly string[]): Finding {
  const inSummary = markedIn(summary, words)
  const inBody = snippetOf(body, words)
  // The summary says what it is for; the text is quoted where only there stands what was looked for.
  const snippet: readonly Piece[] =
    summary !== '' && (hits(inSummary) >= hits(inBody) || hits(markedIn(title, words)) > 0) ? inSummary : inBody
  return { id: row.id, type, number: row.number, title: markedIn(title, words), snippet, about }
}

const hits = (pieces: readonly Piece[]): number => pieces.filter(({ isHit }) => isHit).length
