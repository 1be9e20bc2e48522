import type { Records } from '../../../kernel/record/store.server.ts'
import { readyMade } from './ready-made.ts'
import { valuesOf, type Written } from './written.ts'

/** Fills an empty catalogue with what every IT is asked for. Where there is any item, also a retired or an archived one, nothing happens. */
export async function ensureCatalogue(records: Records): Promise<void> {
  const { count } = await records.count('catalogue_item', { archived: 'with' })
  if (count === 0) await writeItems(records, readyMade)
}

/** Writes items and offers them; resolves to their ids by their keys. Bundles come last, since they point at the others. */
export async function writeItems(
  records: Records,
  items: readonly Written[],
  more: (item: Written) => Record<string, unknown> = () => ({}),
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  const isBundle = ({ contains }: Written) => contains !== undefined
  for (const some of [items.filter((item) => !isBundle(item)), items.filter(isBundle)]) {
    const contained = ({ contains = [] }: Written) => contains.flatMap((key) => ids.get(key) ?? [])
    const outcomes = await records.createMany(
      'catalogue_item',
      some.map((item) => ({ ...valuesOf(item), ...more(item), items: contained(item) })),
    )
    for (const outcome of outcomes) {
      const item = some[outcome.row]
      if (!outcome.ok) throw outcome.problem
      if (item) ids.set(item.key, outcome.id)
    }
  }
  await records.moveMany('catalogue_item', [...ids.values()], 'offer')
  return ids
}
