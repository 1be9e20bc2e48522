import { giveSourceRoles } from '../access/source-roles.server.ts'
import { rolesOfGroups } from '../access/source-roles.ts'
import type { Who } from '../access/who.ts'
import type { Kernel } from '../kernel.server.ts'
import type { Provider } from './provider.server.ts'

interface Giving {
  readonly provider: Provider
  readonly account: string
  readonly groups: readonly string[]
  readonly by: Who
}

/** Gives the account the roles of its groups, and takes those whose groups it left; its history says so. Does nothing where groups give no roles. */
export async function giveRoles(
  kernel: Pick<Kernel, 'db' | 'clock' | 'log'>,
  { provider, account, groups, by }: Giving,
): Promise<void> {
  if (provider.groupsClaim === null) return
  const roles = rolesOfGroups(groups, provider.groupRoles)
  const reason = await giveSourceRoles(kernel, { account, source: provider.id, roles, by })
  if (reason !== null) kernel.log.warn({ account, provider: provider.id, reason }, 'Roles of groups were not given.')
}
