import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Edition } from './editions.ts'

const most = 100

/** Every published text of an article, the newest first: its history tells each as it was published. */
export async function readEditions(
  { db, store }: Pick<Kernel, 'db' | 'store'>,
  who: Who,
  key: string,
): Promise<readonly Edition[]> {
  const { id } = await store.as(who).get('knowledge_article', key)
  const rows = await db.query<{ number: number; at: Date; by: string; reason: string | null; body: string }>({
    text: `select (h.after->>'edition')::int as number, h.at, h.who_name as by, h.reason,
        coalesce(h.after->>'body', (
          select e.after->>'body' from history e where e.record_id = $1 and e.entry < h.entry and e.after ? 'body'
          order by e.entry desc limit 1
        )) as body
      from history h where h.record_id = $1 and h.after ? 'edition' and (h.after->>'edition')::int > 0
      order by h.entry desc limit ${most}`,
    values: [id],
  })
  return rows.flatMap(({ at, body, ...edition }) => (body === null ? [] : [{ ...edition, at: at.toISOString(), body }]))
}
