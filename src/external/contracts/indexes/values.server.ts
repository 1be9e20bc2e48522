import type { Db } from '../../../kernel/database/db.server.ts'
import type { TermEvent } from '../terms.ts'
import type { IndexValues } from '../uplift.ts'
import { indexKey } from './month.ts'

/** The values that are kept of the indexes which these events name, by the name as they write it. */
export async function indexesFor(db: Db, events: readonly TermEvent[]): Promise<IndexValues> {
  const names = new Set(
    events.flatMap((event) =>
      'price' in event && event.price?.uplift?.kind === 'index' ? [event.price.uplift.index] : [],
    ),
  )
  if (names.size === 0) return {}
  const rows = await db.query<{ index: string; month: string; value: string }>({
    text: `select index, month, trim_scale(value)::text as value from price_index
      where archived_at is null and lower(regexp_replace(btrim(index), '\\s+', ' ', 'g')) = any($1::text[])`,
    values: [[...names].map(indexKey)],
  })
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      Object.fromEntries(
        rows.filter(({ index }) => indexKey(index) === indexKey(name)).map(({ month, value }) => [month, value]),
      ),
    ]),
  )
}
