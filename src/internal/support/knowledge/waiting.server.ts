import { idsOf } from '../../../kernel/access/rule.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Ref } from '../../../kernel/record/field.ts'
import { changesIn } from './article-changes.ts'
import { KnowledgeArticle } from './knowledge-article.record.ts'

/** What of an article waits for its next edition, references with their titles, as those who go on writing it see it. */
export async function readWaiting(
  { store }: Pick<Kernel, 'store'>,
  who: Who,
  key: string,
): Promise<Readonly<Record<string, unknown>>> {
  const records = store.as(who)
  const row = await records.get(KnowledgeArticle.name, key)
  const titled = async (name: string, value: unknown): Promise<unknown> => {
    const { kind, options } = KnowledgeArticle.fields[name as keyof typeof KnowledgeArticle.fields]
    if (options.to === undefined) return value
    const ids = idsOf(value)
    const filter = { id: ids }
    const { rows } =
      ids.length > 0 ? await records.list(options.to, { filter, archived: 'with', limit: 100 }) : { rows: [] }
    const titles = new Map(rows.map(({ id, title }) => [id, title]))
    const refs = ids.map((id): Ref => ({ id, title: titles.get(id) ?? null }))
    return kind === 'refs' ? refs : (refs[0] ?? null)
  }
  const entries = Object.entries(changesIn(row))
  return Object.fromEntries(
    await Promise.all(entries.map(async ([name, value]) => [name, await titled(name, value)] as const)),
  )
}
