import type { Db } from '../database/db.server.ts'
import { nobody, type Who } from './who.ts'

/** An account as the caller that it would be if it signed in at this moment; null when there is none, or it is disabled. */
export async function holderOf(db: Db, account: string, groupsSql?: string): Promise<Who | null> {
  const [row] = await db.query<Holder>({
    text: `select a.id as account, a.name, a.self, a.roles,
        array(select unnest(r.permissions) from role r where r.name = any(a.roles)) as permissions,
        ${groupsSql ? `case when a.self is null then '{}' else array(${groupsSql}) end` : `'{}'::uuid[]`} as groups
      from account a where a.id = $1 and not a.is_disabled`,
    values: [account],
  })
  return row ? { ...nobody, ...row, permissions: new Set(row.permissions) } : null
}

interface Holder {
  readonly account: string
  readonly name: string
  readonly self: string | null
  readonly roles: string[]
  readonly groups: string[]
  readonly permissions: string[]
}
