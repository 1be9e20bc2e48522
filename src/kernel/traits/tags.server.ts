import { sql } from 'kysely'
import type { Who } from '../access/who.ts'
import { invalid } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { askFor, type Part, partOf } from './part.server.ts'
import { changeBeside, reachWith, readableSql, type Target } from './trait.server.ts'
import { normalTag } from './tag.ts'
import type { TagUse } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry'>
const trait = 'tags' as const
const mostTags = 30
/** How many uses the suggestions look at, so that they cost the same however many there are. */
const mostUses = 20_000

/** The tags of a record, by name. */
export async function readTags({ db, store }: Needs, who: Who, id: string): Promise<readonly string[]> {
  return askFor(db, tagsOf(await reachWith(store.as(who), { id, trait })))
}

/** The tags of a record that was reached. */
export const tagsOf = (target: Target): Part<readonly string[]> =>
  partOf<{ name: string }, readonly string[]>({
    sql: sql`select name from tag where record_id = ${target.id}::uuid order by name`,
    read: (rows) => rows.map((row) => row.name),
  })

/** Gives a record exactly these tags. */
export async function setTags(
  kernel: Needs,
  who: Who,
  { id, tags }: { id: string; tags: readonly string[] },
): Promise<readonly string[]> {
  const after = [...new Set(tags.map(normalTag).filter((name) => name !== ''))].sort()
  if (after.length > mostTags) throw invalid([{ field: 'tags', says: `At most ${mostTags} tags.` }])
  return changeBeside(kernel, who, { id, trait, verb: 'update' }, async ({ tx, target, tell }) => {
    const rows = await tx.query<{ name: string }>({
      text: 'select name from tag where record_id = $1 order by name for update',
      values: [target.id],
    })
    const before = rows.map((row) => row.name)
    if (before.join('\n') === after.join('\n')) return after
    await tx.query({ text: 'delete from tag where record_id = $1 and name <> all($2)', values: [target.id, after] })
    await tx.query({
      text: 'insert into tag (record_id, name) select $1, unnest($2::text[]) on conflict do nothing',
      values: [target.id, after],
    })
    await tell('tagged', { before: { tags: before }, after: { tags: after } })
    return after
  })
}

/** Tags in use on records of one type (or any) that the caller may read, most used first, 50 at most. */
export async function suggestTags(
  kernel: Needs,
  who: Who,
  { type, q }: { type?: string | undefined; q: string },
): Promise<readonly TagUse[]> {
  const prefix = `${normalTag(q).replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const ofType = type === undefined ? sql`true` : sql`r.type = ${type}`
  return kernel.db.query<TagUse>(sql`select u.name, count(*) as count from (
      select t.name from tag t join record r on r.id = t.record_id
      where t.name like ${prefix} and r.archived_at is null and ${ofType} and ${readableSql(kernel, who)} limit ${mostUses}
    ) u group by u.name order by 2 desc, 1 limit 50`)
}
