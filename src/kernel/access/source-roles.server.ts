import type { Db } from '../database/db.server.ts'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { changeLocked, lockAccounts } from './accounts.server.ts'
import { rolesAfter } from './source-roles.ts'
import type { Who } from './who.ts'

interface Giving {
  readonly account: string
  /** Where the roles come from: 'directory', 'scim', or the id of an identity provider. */
  readonly source: string
  /** All that it gives from now on: what it gave before and isn't among them goes. Roles that aren't there are left out. */
  readonly roles: readonly string[]
  readonly by: Who
}

/**
 * Gives an account the roles that a source outside says it has. Resolves to why not in words, where the account keeps
 * what it has: the last administrator stays one, whatever others say. Null when all is as it says.
 */
export async function giveSourceRoles(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  { account, source, roles: wanted, by }: Giving,
): Promise<string | null> {
  if (!(await differs(db, { account, source, wanted }))) return null
  try {
    await db.transaction(async (tx) => {
      await lockAccounts(tx)
      const now = await standingOf(tx, account, wanted)
      if (!now) return
      const { roles, own } = rolesAfter({ ...now, source })
      if (sorted(roles) !== sorted(now.held))
        await changeLocked({ db: tx, clock }, { id: account, change: { roles }, by })
      await tx.query({
        text: `with gone as (delete from account_source_role where account_id = $1 and source = $2 and not role = any($3))
          insert into account_source_role (account_id, source, role) select $1, $2, unnest($3::text[]) on conflict do nothing`,
        values: [account, source, own],
      })
    })
    return null
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}

interface Asked {
  readonly account: string
  readonly source: string
  readonly wanted: readonly string[]
}

/** Whether anything would change: asked first without a lock, since mostly nothing does. */
async function differs(db: Db, { account, source, wanted }: Asked): Promise<boolean> {
  const now = await standingOf(db, account, wanted)
  if (!now) return false
  const { roles, own } = rolesAfter({ ...now, source })
  return sorted(roles) !== sorted(now.held) || sorted(own) !== sorted(now.sources.get(source) ?? [])
}

async function standingOf(db: Db, account: string, wanted: readonly string[]) {
  const [row] = await db.query<{ held: string[]; sources: Record<string, string[]>; wanted: string[] }>({
    text: `select a.roles as held, array(select name from role where name = any($2)) as wanted,
        (select coalesce(json_object_agg(s.source, s.roles), '{}') from
          (select source, array_agg(role) as roles from account_source_role where account_id = a.id group by source) s) as sources
      from account a where a.id = $1`,
    values: [account, wanted],
  })
  return row && { held: row.held, wanted: row.wanted, sources: new Map(Object.entries(row.sources)) }
}

const sorted = (names: readonly string[]): string => names.toSorted().join('\n')
