import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { search } from '../../../kernel/search/search.server.ts'
import type { Similar } from './answer.ts'
import { aboutWords } from './question.ts'
import { type Candidate, likestOf } from './similar.ts'

type Needs = Pick<Kernel, 'replica' | 'registry' | 'store' | 'clock'>

interface Kind {
  readonly type: string
  readonly columns: readonly string[]
  readonly filter: Readonly<Record<string, unknown>>
  readonly read: (row: Row) => Omit<Candidate, 'title'>
}
const text = (...values: readonly unknown[]): string => values.filter((value) => typeof value === 'string').join(' ')

const kinds: readonly Kind[] = [
  {
    type: 'knowledge_article',
    columns: ['title', 'summary', 'words', 'services'],
    filter: { state: 'published' },
    read: ({ summary, words, services }) => ({ text: text(summary, words), services: idsOf(services) }),
  },
  {
    type: 'ticket',
    columns: ['title', 'service'],
    filter: { state: { not: ['cancelled', 'rejected'] } },
    read: ({ service }) => ({ text: '', services: idsOf(service) }),
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

/** Articles and tickets like a text that is being written, of what the caller may read: two statements per kind, whatever there is. */
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
  const hits = await search({ db, registry, now: clock.now(), guessFor }, who, question)
  if (hits.length === 0) return []
  const filter = { ...kind.filter, id: hits.map(({ id }) => id).filter((id) => id !== except) }
  const { rows } = await store.as(who).list(kind.type, { filter, columns: kind.columns, limit: mostCompared })
  const found = rows.map((row) => ({ row, title: row.title, ...kind.read(row) }))
  return likestOf(found, { wanted, service, limit }).map(({ row, why }) => ({
    ...{ id: row.id, type: kind.type, number: row.number, title: row.title, state: row.state },
    why,
  }))
}
