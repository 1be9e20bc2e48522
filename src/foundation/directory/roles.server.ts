import { listRoles } from '../../kernel/access/roles.server.ts'
import { foreseeSourceRoles, giveSourceRoles } from '../../kernel/access/source-roles.server.ts'
import type { GroupRole } from '../../kernel/access/source-roles.ts'
import type { Who } from '../../kernel/access/who.ts'
import type { DirectoryEntry } from '../../kernel/directory/entry.ts'
import type { ReadGroups } from '../../kernel/directory/groups.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { rolesByEntry, rolesSay, unknownGroups } from './role-plan.ts'

interface Giving {
  readonly read: ReadGroups
  readonly groupRoles: readonly GroupRole[]
  readonly entries: readonly DirectoryEntry[]
  /** Ids of accounts by key of the entry that they belong to. */
  readonly accounts: ReadonlyMap<string, string>
  /** Entries whose account isn't there yet, but would be. */
  readonly newcomers: readonly DirectoryEntry[]
  /** Names of who left, by id of their account: groups give them nothing. */
  readonly left: ReadonlyMap<string, string>
  readonly isDryRun: boolean
  readonly by: Who
}
interface Given {
  /** Who gets or loses which role, in a few words each. */
  readonly roles: readonly string[]
  readonly problems: readonly string[]
}
const source = 'directory'

/** Gives each account the roles of the groups that its entry belongs to, and takes those of groups that it left. */
export async function giveRolesOfGroups(kernel: Pick<Kernel, 'db' | 'clock'>, giving: Giving): Promise<Given> {
  const { read, groupRoles, entries, accounts, newcomers, left, isDryRun, by } = giving
  const problems = [...unknownGroups(read.groups, groupRoles)]
  // No group at all looks like a place that can't be read rather than like a company without any.
  if (groupRoles.length > 0 && read.groups.length === 0) return { roles: [], problems }
  const byEntry = rolesByEntry(read, groupRoles)
  const wanted = new Map([...left.keys()].map((id): [string, readonly string[]] => [id, []]))
  for (const { key } of entries) {
    const id = accounts.get(key)
    if (id) wanted.set(id, byEntry.get(key) ?? [])
  }
  const labels = new Map((await listRoles(kernel.db)).map(({ name, label }) => [name, label]))
  const names = new Map(entries.map(({ key, name }) => [accounts.get(key), name]))
  const roles: string[] = []
  for (const { account, given, taken } of await foreseeSourceRoles(kernel.db, source, wanted)) {
    const name = names.get(account) ?? left.get(account) ?? account
    const giveThem = { account, source, roles: wanted.get(account) ?? [], by }
    const refused = isDryRun ? null : await giveSourceRoles(kernel, giveThem)
    if (refused) problems.push(`${name}: ${refused}`)
    else roles.push(...rolesSay(name, { given, taken }, labels))
  }
  const foreseen = (isDryRun ? newcomers : []).flatMap(({ key, name }) =>
    rolesSay(name, { given: byEntry.get(key) ?? [], taken: [] }, labels),
  )
  return { roles: [...roles, ...foreseen], problems }
}
