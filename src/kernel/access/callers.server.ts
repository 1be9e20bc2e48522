import type { Db } from '../database/db.server.ts'
import { nobody, type Who } from './who.ts'

/** An account as a caller, with where it is reached. */
export type Reached = Who & { readonly account: string; readonly email: string }

/** These accounts as callers, as if each were signed in now; disabled ones are left out. `groupsSql` as for sessions. */
export async function callersOf(
  db: Db,
  { accounts, groupsSql }: { accounts: readonly string[]; groupsSql: string },
): Promise<readonly Reached[]> {
  if (accounts.length === 0) return []
  const rows = await db.query<
    Pick<Reached, 'account' | 'name' | 'email' | 'self' | 'roles' | 'groups'> & { permissions: string[] }
  >({
    text: `select a.id as account, a.name, a.email, a.self, a.roles,
        array(select unnest(r.permissions) from role r where r.name = any(a.roles)) as permissions,
        case when a.self is null then '{}' else array(${groupsSql}) end as groups
      from account a where a.id = any($1::uuid[]) and not a.is_disabled`,
    values: [accounts],
  })
  return rows.map(({ permissions, ...row }) => ({ ...nobody, ...row, permissions: new Set(permissions) }))
}
