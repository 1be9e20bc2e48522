import type { Db } from '../database/db.server.ts'
import type { Permission } from '../record/field.ts'
import { holds } from './rule.ts'
import type { Who } from './who.ts'

/** A set of permissions that an account can be given: literal ones, `noun.*`, `*.verb` or `*`. */
export interface Role {
  readonly name: string
  readonly label: string
  readonly about: string
  readonly permissions: readonly (Permission | '*')[]
}
/** A role as it is kept. */
export interface StoredRole extends Omit<Role, 'permissions'> {
  readonly id: string
  readonly permissions: readonly string[]
  /** It came with Quarterdeck: nobody changes it, and a new version brings it up to date. */
  readonly isReadyMade: boolean
}
export const roleColumns = 'id, name, label, about, permissions, is_ready_made as "isReadyMade"'

/** The role that may do everything; the set-up page gives it to the first account. */
export const administrator = 'administrator'

/** Writes the ready-made roles: new ones are added, those that are there get the words and permissions given here. */
export async function ensureRoles(db: Db, roles: readonly Role[]): Promise<void> {
  for (const { name, label, about, permissions } of roles) {
    await db.query({
      text: `insert into role (name, label, about, permissions, is_ready_made) values ($1, $2, $3, $4, true)
        on conflict (name) do update set label = $2, about = $3, permissions = $4, is_ready_made = true
        where (role.label, role.about, role.permissions, role.is_ready_made) is distinct from ($2, $3, $4::text[], true)`,
      values: [name, label, about, permissions],
    })
  }
}

/** All roles, by label. */
export const listRoles = (db: Db): Promise<StoredRole[]> =>
  db.query<StoredRole>(`select ${roleColumns} from role order by label, name`)

/** Whether a caller holds everything that these roles allow, so that nobody can give, or take over, more than they have. */
export async function outranks(db: Db, who: Who, roles: readonly string[]): Promise<boolean> {
  if (who.isSystem || roles.length === 0) return true
  const [row] = await db.query<{ permissions: string[] }>({
    text: 'select coalesce(array_agg(distinct p), array[]::text[]) as permissions from role r, unnest(r.permissions) p where r.name = any($1)',
    values: [roles],
  })
  return (row?.permissions ?? []).every((permission) => holds(who, permission))
}
