import { idsOf } from '../../../kernel/access/rule.ts'
import type { Records } from '../../../kernel/record/store.server.ts'
import { formOfBundle, type Part } from './bundle.ts'
import type { CatalogueItem } from './catalogue-item.record.ts'
import type { Form } from './form.ts'

/** What is asked of whoever orders an item: of a bundle with the questions of its parts. */
export async function formOfItem(records: Records, item: CatalogueItem): Promise<Form> {
  return item.kind === 'bundle' ? formOfBundle(item.form, await partsOf(records, item)) : item.form
}

/** The parts of a bundle that are offered, in its order. A bundle within a bundle is left out. */
export async function partsOf(records: Records, item: Pick<CatalogueItem, 'items'>): Promise<readonly Part[]> {
  const ids = idsOf(item.items)
  if (ids.length === 0) return []
  const filter = { id: ids, state: 'offered', kind: ['request', 'problem'] }
  const { rows } = await records.list('catalogue_item', { filter, sort: 'name', limit: 100 })
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    return row ? [{ id, name: row.title ?? '', form: (row as unknown as CatalogueItem).form }] : []
  })
}
