/** A group elsewhere, and the role that whoever belongs to it has here. */
export interface GroupRole {
  readonly group: string
  readonly role: string
}

/** What is wrong with a list of groups and roles, in words; null when nothing is. */
export function problemOfGroupRoles(value: unknown): string | null {
  const isRight = (one: unknown): boolean =>
    typeof one === 'object' &&
    one !== null &&
    'group' in one &&
    isNamed(one.group) &&
    'role' in one &&
    isNamed(one.role)
  return Array.isArray(value) && value.length <= 500 && value.every(isRight)
    ? null
    : 'must name a group and a role each.'
}
const isNamed = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''

/** The roles of groups, each once. */
export function rolesOfGroups(groups: readonly string[], groupRoles: readonly GroupRole[]): readonly string[] {
  const belongs = new Set(groups)
  return [...new Set(groupRoles.flatMap(({ group, role }) => (belongs.has(group) ? [role] : [])))]
}

interface Standing {
  readonly held: readonly string[]
  /** Roles that came from outside, by where from. */
  readonly sources: ReadonlyMap<string, readonly string[]>
  readonly source: string
  /** The roles that the source gives from now on. */
  readonly wanted: readonly string[]
}

/**
 * The roles of an account once a source says which it gives. A role given by hand is never taken and not counted as the
 * source's, also when it gives it; one that several sources give goes when the last of them takes it.
 */
export function rolesAfter({ held, sources, source, wanted }: Standing): {
  readonly roles: readonly string[]
  /** Those that are the source's. */
  readonly own: readonly string[]
} {
  const others = new Set([...sources].flatMap(([name, roles]) => (name === source ? [] : roles)))
  const before = new Set(sources.get(source))
  const byHand = held.filter((role) => !others.has(role) && !before.has(role))
  const own = [...new Set(wanted)].filter((role) => !byHand.includes(role))
  const stays = held.filter((role) => others.has(role))
  return { roles: [...new Set([...byHand, ...stays, ...own])], own }
}
