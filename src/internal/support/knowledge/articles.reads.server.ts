import { idsOf } from '../../../kernel/access/rule.ts'
import type { Who } from '../../../kernel/access/who.ts'
import { notFound } from '../../../kernel/errors.ts'
import { listFiles } from '../../../kernel/files/files.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Ref } from '../../../kernel/record/field.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import type { ReadingArticle, Shelved, Shelves } from './reading.ts'
import { verdictOf } from './verdicts.server.ts'

const type = 'knowledge_article'
const shelved = ['title', 'summary', 'topic']
const mostOnShelves = 500
const mostPopular = 6
const mostRelated = 4

/** An article for reading, with what belongs to it. One that isn't published is there for those who may write it. */
export async function readArticle(kernel: Kernel, who: Who, key: string): Promise<ReadingArticle> {
  const row = await kernel.store.as(who).get(type, key)
  const isPublic = row.state === 'published' && row.archivedAt === null
  if (!isPublic && !row.can.includes('update')) throw notFound('This article')
  const [files, related, hasSolved] = await Promise.all([
    listFiles(kernel, who, row.id),
    relatedTo(kernel, who, row),
    verdictOf(kernel.db, who, row.id),
  ])
  return {
    ...shelvedOf(row),
    body: String(row.body ?? row.draft ?? ''),
    language: textOf(row.writtenIn),
    audience: textOf(row.audience),
    services: (row.services ?? []) as readonly Ref[],
    owner: (row.owner ?? null) as Ref | null,
    publishedOn: textOf(row.publishedOn),
    reviewedOn: textOf(row.reviewedOn),
    state: row.state,
    files: files.map(({ id, name, type: kind }) => ({ id, name, isImage: kind.startsWith('image/') })),
    related,
    hasSolved,
    solved: typeof row.solved === 'number' ? row.solved : 0,
    can: row.can,
  }
}

/** Other published articles about the same services first, then of the same topic, of what the reader may read. */
async function relatedTo({ store }: Pick<Kernel, 'store'>, who: Who, row: Row): Promise<readonly Shelved[]> {
  const list = async (filter: Readonly<Record<string, unknown>>): Promise<readonly Row[]> => {
    const found = await store.as(who).list(type, {
      filter: { state: 'published', id: { not: row.id }, ...filter },
      columns: shelved,
      sort: '-solved',
      limit: mostRelated,
    })
    return found.rows
  }
  const services = idsOf(row.services)
  const [near, alike] = await Promise.all([
    services.length > 0 ? list({ services }) : [],
    row.topic ? list({ topic: row.topic }) : [],
  ])
  return [...new Map([...near, ...alike].map((one) => [one.id, one])).values()].slice(0, mostRelated).map(shelvedOf)
}

/** Everything that the caller may read, by topic: one statement. */
export async function readShelves({ store }: Pick<Kernel, 'store'>, who: Who): Promise<Shelves> {
  const { rows } = await store.as(who).list(type, {
    filter: { state: 'published' },
    columns: [...shelved, 'solved', 'views'],
    sort: 'title',
    limit: mostOnShelves,
  })
  const helpful = (row: Row): number => Number(row.solved ?? 0) * 5 + Number(row.views ?? 0)
  const popular = rows.filter((row) => helpful(row) > 0).sort((a, b) => helpful(b) - helpful(a))
  const topics = Map.groupBy(rows, (row) => textOf(row.topic) ?? 'Other')
  return {
    popular: popular.slice(0, mostPopular).map(shelvedOf),
    topics: [...topics]
      .map(([topic, articles]) => ({ topic, articles: articles.map(shelvedOf) }))
      .sort((a, b) => b.articles.length - a.articles.length || (a.topic < b.topic ? -1 : 1)),
  }
}

const shelvedOf = (row: Row): Shelved => ({
  id: row.id,
  number: row.number ?? row.id,
  title: row.title,
  summary: textOf(row.summary),
  topic: textOf(row.topic),
})
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
