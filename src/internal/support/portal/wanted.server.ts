import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Wanted } from './wanted.ts'

/** What the caller can ask for, the most wanted first. */
export async function offeredTo(
  { store, db, clock }: Pick<Kernel, 'store' | 'db' | 'clock'>,
  who: Who,
): Promise<readonly Wanted[]> {
  const { rows } = await store
    .as(who)
    .list('catalogue_item', { filter: { state: 'offered' }, sort: 'number', limit: 500 })
  const since = new Date(clock.now().getTime() - 90 * 86_400_000)
  const counts = await db.query<{ item: string; count: number }>({
    text: `select item, count(*) as count from ticket where item = any($1::uuid[]) and created_at > $2 group by item`,
    values: [rows.map(({ id }) => id), since],
  })
  const orders = new Map(counts.map(({ item, count }) => [item, Number(count)]))
  return rows
    .map(
      (row) =>
        ({
          ...{
            id: row.id,
            number: row.number ?? '',
            name: row.title,
            summary: row['summary'],
            category: row['category'],
            icon: row['icon'],
          },
          ...{
            kind: row['kind'],
            promise: row['promise'],
            promiseHours: row['promiseHours'],
            cost: row['cost'],
            costPer: row['costPer'],
          },
          ...{ approval: row['approval'], orders: orders.get(row.id) ?? 0 },
        }) as Wanted,
    )
    .toSorted((a, b) => b.orders - a.orders)
}
