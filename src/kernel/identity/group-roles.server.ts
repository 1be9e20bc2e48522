import { changeAccount } from '../access/accounts.server.ts'
import type { Who } from '../access/who.ts'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { rolesAfter } from './claims.ts'
import type { Provider } from './provider.server.ts'

interface Giving {
  readonly provider: Provider
  readonly subject: string
  readonly account: string
  readonly groups: readonly string[]
  readonly by: Who
}

/** Gives the account the roles of its groups, and takes those whose groups it left; its history says so. Does nothing where groups give no roles. */
export async function giveRoles(
  kernel: Pick<Kernel, 'db' | 'clock' | 'log'>,
  { provider, subject, account, groups, by }: Giving,
): Promise<void> {
  if (provider.groupsClaim === null) return
  const [now] = await kernel.db.query<{ held: string[]; from_provider: string[]; known: string[] }>({
    text: `select a.roles as held, l.roles as from_provider, array(select name from role) as known
      from identity_link l join account a on a.id = l.account_id where l.provider = $1 and l.subject = $2`,
    values: [provider.id, subject],
  })
  if (!now) return
  const groupRoles = provider.groupRoles.filter(({ role }) => now.known.includes(role))
  const after = rolesAfter({ held: now.held, fromProvider: now.from_provider, groups, groupRoles })
  if (sorted(after.roles) === sorted(now.held) && sorted(after.fromProvider) === sorted(now.from_provider)) return
  try {
    if (sorted(after.roles) !== sorted(now.held)) await changeAccount(kernel, account, { roles: after.roles }, by)
  } catch (error) {
    // The last administrator stays one, whatever the provider says.
    if (!(error instanceof Failure)) throw error
    kernel.log.warn({ account, provider: provider.id, reason: error.message }, 'Roles of groups were not given.')
    return
  }
  await kernel.db.query({
    text: 'update identity_link set roles = $3 where provider = $1 and subject = $2',
    values: [provider.id, subject, after.fromProvider],
  })
}

const sorted = (names: readonly string[]): string => names.toSorted().join('\n')
