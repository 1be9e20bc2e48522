import type { Db } from '../../../kernel/database/db.server.ts'
import { type Failure, invalid } from '../../../kernel/errors.ts'

/** Why tickets can't be resolved yet, by their ids: tasks that they need aren't done. */
export async function tasksInTheWay(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Failure>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<{ ticket: string; titles: readonly string[] }>({
    text: `select ticket, array_agg(title order by number) as titles from fulfilment_task
      where ticket = any($1::uuid[]) and not is_optional and archived_at is null and state in ('waiting', 'open', 'failed')
      group by ticket`,
    values: [ids],
  })
  return new Map(
    rows.map(({ ticket, titles }) => {
      const [first = '', ...rest] = titles
      const more = rest.length === 0 ? '' : ` and ${rest.length} more`
      return [ticket, invalid([{ field: 'state', says: `“${first}”${more} must be done or skipped first.` }])]
    }),
  )
}
