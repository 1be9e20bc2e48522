import { pathOf } from '../../../kernel/record/registry.ts'
import type { AnyRecord } from '../../../kernel/record/define.ts'
import { CatalogueItem } from '../catalogue/catalogue-item.record.ts'
import { KnowledgeArticle } from './knowledge-article.record.ts'

/** Where people read: all articles, and one. */
export const shelvesPath = '/help/articles'
export const readingPath = (key: string): string => `${shelvesPath}/${key}`
/** Where articles are kept. */
export const deskPath = '/knowledge'
export const editingPath = (key: string): string => `${deskPath}/${key}/edit`
export const newPath = `${deskPath}/new`
/** Where something that no article answers is reported, and what else there is. */
export const helpPath = '/help'

/** Where something that was found is opened. */
export function findingPath(
  record: AnyRecord,
  { id, number }: { readonly id: string; readonly number: string | null },
): string {
  const key = number ?? id
  if (record.name === KnowledgeArticle.name) return readingPath(key)
  return record.name === CatalogueItem.name ? `/help/order/${id}` : `/${pathOf(record)}/${key}`
}
