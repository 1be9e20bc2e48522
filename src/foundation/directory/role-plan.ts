import { type GroupRole, rolesOfGroups } from '../../kernel/access/source-roles.ts'
import { sameDn } from '../../kernel/directory/entry.ts'
import type { DirectoryGroup, Members } from '../../kernel/directory/groups.ts'

interface Read {
  readonly groups: readonly DirectoryGroup[]
  readonly members: Members
}

/** The roles that groups give, by key of the entry. Groups are named by their name or their whole DN, in capitals or not. */
export function rolesByEntry(
  { groups, members }: Read,
  groupRoles: readonly GroupRole[],
): ReadonlyMap<string, readonly string[]> {
  const named = groupRoles.map(({ group, role }) => ({ group: sameDn(group.trim()), role }))
  const byEntry = new Map<string, Set<string>>()
  for (const group of groups) {
    const roles = rolesOfGroups(namesOf(group), named)
    if (roles.length === 0) continue
    for (const key of members.get(group.key) ?? []) {
      const has = byEntry.get(key) ?? new Set()
      byEntry.set(key, has)
      for (const role of roles) has.add(role)
    }
  }
  return new Map([...byEntry].map(([key, roles]) => [key, [...roles]]))
}

/** Groups that should give roles and aren't there, in a sentence each. */
export function unknownGroups(groups: readonly DirectoryGroup[], groupRoles: readonly GroupRole[]): readonly string[] {
  const known = new Set(groups.flatMap(namesOf))
  if (groupRoles.length > 0 && groups.length === 0)
    return ['No group was found, so that roles stay as they are. Look at the place and the filter of groups.']
  const missing = groupRoles.map(({ group }) => group.trim()).filter((name) => !known.has(sameDn(name)))
  return [...new Set(missing)].map((name) => `There is no group ${name} in the directory; nobody has a role by it.`)
}

const namesOf = ({ name, dn }: DirectoryGroup): readonly string[] => [sameDn(name), sameDn(dn)]

/** “Ada gets IT manager”, “Ada loses Auditor”. */
export const rolesSay = (
  name: string,
  { given, taken }: { readonly given: readonly string[]; readonly taken: readonly string[] },
  labels: ReadonlyMap<string, string>,
): readonly string[] => [
  ...given.map((role) => `${name} gets ${labels.get(role) ?? role}`),
  ...taken.map((role) => `${name} loses ${labels.get(role) ?? role}`),
]
