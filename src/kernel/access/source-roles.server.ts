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
  const says = new Map([[account, wanted]])
  if ((await foreseeSourceRoles(db, source, says)).length === 0) return null
  try {
    await db.transaction(async (tx) => {
      await lockAccounts(tx)
      const [now] = await standingsOf(tx, says)
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

/** What would become of an account's roles. */
export interface ForeseenRoles {
  readonly account: string
  readonly given: readonly string[]
  readonly taken: readonly string[]
}

/** Which accounts would have other roles, or the same from elsewhere, if a source said this of each. Changes nothing. */
export async function foreseeSourceRoles(
  db: Db,
  source: string,
  says: ReadonlyMap<string, readonly string[]>,
): Promise<readonly ForeseenRoles[]> {
  return (await standingsOf(db, says)).flatMap(({ account, ...now }) => {
    const { roles, own } = rolesAfter({ ...now, source })
    if (sorted(roles) === sorted(now.held) && sorted(own) === sorted(now.sources.get(source) ?? [])) return []
    const given = roles.filter((role) => !now.held.includes(role))
    return [{ account, given, taken: now.held.filter((role) => !roles.includes(role)) }]
  })
}

interface Standing {
  readonly account: string
  readonly held: string[]
  readonly sources: Record<string, string[]>
  readonly wanted: string[]
}

async function standingsOf(db: Db, says: ReadonlyMap<string, readonly string[]>) {
  const rows = await db.query<Standing>({
    text: `select a.id as account, a.roles as held,
        array(select name from role where name in (select json_array_elements_text(w.value))) as wanted,
        (select coalesce(json_object_agg(s.source, s.roles), '{}') from
          (select source, array_agg(role) as roles from account_source_role where account_id = a.id group by source) s) as sources
      from json_each($1::json) w join account a on a.id = w.key::uuid`,
    values: [JSON.stringify(Object.fromEntries(says))],
  })
  return rows.map(({ sources, ...row }) => ({ ...row, sources: new Map(Object.entries(sources)) }))
}

const sorted = (names: readonly string[]): string => names.toSorted().join('\n')
