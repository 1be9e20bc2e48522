import { findAccount, mustReach } from '../access/account-checks.server.ts'
import { tellAccount } from '../access/account-history.server.ts'
import { giveSourceRoles } from '../access/source-roles.server.ts'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { endSessions } from './end-sessions.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock'>

interface Linking {
  readonly provider: { readonly id: string; readonly name: string }
  readonly subject: string
  readonly account: string
  readonly by: Who
}

/** Links an account to the provider's name for a person; its history says so. Resolves to whether it is linked to that name now: not where another was quicker. */
export function link({ db, clock }: Needed, { provider, subject, account, by }: Linking): Promise<boolean> {
  return db.transaction(async (tx) => {
    const made = await tx.query({
      text: `insert into identity_link (provider, subject, account_id, linked_at) values ($1, $2, $3, $4)
        on conflict do nothing returning 1`,
      values: [provider.id, subject, account, clock.now()],
    })
    if (made.length > 0) {
      await tellAccount(tx, { who: by, clock }, { account, verb: 'identity_linked', after: { name: provider.name } })
      return true
    }
    const [there] = await tx.query({
      text: 'select 1 from identity_link where provider = $1 and subject = $2 and account_id = $3',
      values: [provider.id, subject, account],
    })
    return there !== undefined
  })
}

/** How an account is known to identity providers. */
export interface LinkedIdentity {
  readonly provider: string
  readonly name: string
  readonly subject: string
  readonly linkedAt: string
}

/** Who an account is elsewhere, by the name of the provider. */
export async function linksOf(db: Db, account: string): Promise<readonly LinkedIdentity[]> {
  const rows = await db.query<Omit<LinkedIdentity, 'linkedAt'> & { linkedAt: Date }>({
    text: `select l.provider, p.name, l.subject, l.linked_at as "linkedAt" from identity_link l
      join identity_provider p on p.id = l.provider where l.account_id = $1 order by lower(p.name)`,
    values: [account],
  })
  return rows.map((row) => ({ ...row, linkedAt: row.linkedAt.toISOString() }))
}

interface Unlinking {
  readonly account: string
  readonly provider: string
  readonly by: Who
}

/**
 * Forgets who an account is to a provider, ends the sessions that it vouched for, and takes the roles that came from it:
 * whoever comes next with the account's e-mail is linked anew. Throws NotFound, and Forbidden when the account may do more than `by`.
 */
export async function unlink(kernel: Needed, { account, provider, by }: Unlinking): Promise<void> {
  const { db, clock } = kernel
  await db.transaction(async (tx) => {
    await mustReach(tx, by, await findAccount(tx, account))
    const [gone] = await tx.query<{ name: string; subject: string }>({
      text: `delete from identity_link l using identity_provider p where l.account_id = $1 and l.provider = $2 and p.id = l.provider
        returning p.name, l.subject`,
      values: [account, provider],
    })
    if (!gone) throw notFound('This link')
    await endSessions(tx, { provider, subject: gone.subject, sids: [] })
    await tellAccount(tx, { who: by, clock }, { account, verb: 'identity_unlinked', before: { name: gone.name } })
  })
  await giveSourceRoles(kernel, { account, source: provider, roles: [], by })
}
