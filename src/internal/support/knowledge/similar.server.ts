import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { search } from '../../../kernel/search/search.server.ts'
import type { Similar } from './answer.ts'
import { aboutWords } from './question.ts'
import { findByStems, wantedBy } from './stems.server.ts'
import { type Candidate, likestOf } from './similar.ts'

type Needs = Pick<Kernel, 'replica' | 'registry' | 'store' | 'clock'>

interface Kind {
  readonly type: string
  readonly columns: readonly string[]
  readonly filter: Readonly<Record<string, unknown>>
  readonly read: (row: Row) => Omit<Candidate, 'title'> & { readonly language: string }
}
const text = (...values: readonly unknown[]): string => values.filter((value) => typeof value === 'string').join(' ')

const articles = 'knowledge_article'
const kinds: readonly Kind[] = [
  {
    type: articles,
    columns: ['title', 'summary', 'words', 'services', 'writtenIn'],
    filter: { state: 'published' },
    read: ({ summary, words, services, writtenIn }) => ({
      text: text(summary, words),
      services: idsOf(services),
      language: text(writtenIn),
    }),
  },
  {
    type: 'ticket',
    columns: ['title', 'service'],
    filter: { state: { not: ['cancelled', 'rejected'] } },
    read: ({ service }) => ({ text: '', services: idsOf(service), language: '' }),
  },
]
const mostCompared = 30
const guessFor = 50

export interface Likewise {
  readonly title: string
  /** The id of the service it is about, where that is known. */
  readonly service: string | null
  readonly limit: number
  /** A record that is left out: the one that is being looked at. */
  readonly except: string | null
}

/** Articles and tickets like a text that is being written, of what the caller may read: two statements per kind and one for the languages of articles, whatever there is. */
export async function findSimilar(kernel: Needs, who: Who, asked: Likewise) {
  const [articles, tickets] = await Promise.all(kinds.map((kind) => similarOf(kernel, who, { kind, ...asked })))
  return { articles: articles ?? [], tickets: tickets ?? [] }
}

async function similarOf(
  kernel: Needs,
  who: Who,
  { kind, title, service, limit, except }: Likewise & { readonly kind: Kind },
): Promise<readonly Similar[]> {
  const { replica: db, registry, clock, store } = kernel
  const wanted = aboutWords(title)
  if (wanted.length === 0 || !registry.records.some(({ name }) => name === kind.type)) return []
  const question = { q: wanted.join(' '), types: [kind.type], limit: mostCompared, isAnyWord: true }
  const [hits, spoken] = await Promise.all([
    search({ db, registry, now: clock.now(), guessFor }, who, question),
    kind.type === articles ? findByStems(db, title) : [],
  ])
  const ids = new Set([...spoken.flatMap((one) => one.articles), ...hits.map(({ id }) => id)])
  if (ids.size === 0) return []
  const filter = { ...kind.filter, id: [...ids].filter((id) => id !== except).slice(0, mostCompared) }
  const { rows } = await store.as(who).list(kind.type, { filter, columns: kind.columns, limit: mostCompared })
  const found = rows.map((row) => ({ row, title: row.title, ...kind.read(row) }))
  const inLanguage = wantedBy(wanted, spoken)
  return likestOf(found, { wantedOf: ({ language }) => inLanguage(language), service, limit }).map(({ row, why }) => ({
    ...{ id: row.id, type: kind.type, number: row.number, title: row.title, state: row.state },
    why,
  }))
}
