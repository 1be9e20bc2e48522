import { idsOf } from '../../kernel/access/rule.ts'
import type { DirectoryGroup } from '../../kernel/directory/groups.ts'

type Row = Readonly<Record<string, unknown>> & { readonly id: string }

interface NewTeam {
  readonly group: DirectoryGroup
  readonly fields: { readonly name: string; readonly members: readonly string[] }
}
interface TeamChange {
  readonly group: DirectoryGroup
  readonly id: string
  readonly set: { readonly name?: string; readonly members?: readonly string[] }
  /** What changes, in a few words. */
  readonly says: string
}
/** What has to be done so that teams are what their groups say. */
export interface TeamPlan {
  readonly missing: readonly NewTeam[]
  readonly changes: readonly TeamChange[]
  /** Ids of teams by key of the group that they are. */
  readonly teams: ReadonlyMap<string, string>
  /** Teams that were a group which is gone. They stay. */
  readonly left: readonly { readonly key: string; readonly id: string; readonly name: string }[]
  readonly problems: readonly string[]
}
interface Comparing {
  readonly groups: readonly DirectoryGroup[]
  /** Ids of people by key of the group that they belong to. */
  readonly members: ReadonlyMap<string, readonly string[]>
  /** Teams that are there. */
  readonly rows: readonly Row[]
  /** Ids of teams by key of the group that they were at the last reading. */
  readonly known: ReadonlyMap<string, string>
  /** People whom the directory knows: the others in a team were put there by hand, and stay. */
  readonly isOfDirectory: (person: string) => boolean
}

/** Compares teams with groups. A team is the one that it was before, else the one of the same name; one that was archived here stays so. */
export function planTeams({ groups, members, rows, known, isOfDirectory }: Comparing): TeamPlan {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byName = new Map(rows.map((row) => [sameName(row['name']), row]))
  const [missing, changes, problems]: [NewTeam[], TeamChange[], string[]] = [[], [], []]
  const teams = new Map<string, string>()
  const taken = new Set<string>()
  for (const group of groups) {
    const before = known.get(group.key)
    const row = byId.get(before ?? '') ?? (before ? undefined : byName.get(sameName(group.name)))
    const people = members.get(group.key) ?? []
    if (!row && before) teams.set(group.key, before)
    else if (taken.has(row?.id ?? sameName(group.name)))
      problems.push(`${group.dn}: another group is the team ${group.name} already.`)
    else if (!row && people.length > 0) {
      taken.add(sameName(group.name))
      missing.push({ group, fields: { name: nameOf(group), members: people } })
    } else if (row) {
      taken.add(row.id)
      teams.set(group.key, row.id)
      const change = changeOf(group, { row, people, isOfDirectory })
      if (change) changes.push(change)
    }
  }
  const there = new Set(groups.map(({ key }) => key))
  const left = [...known]
    .filter(([key]) => !there.has(key))
    .map(([key, id]) => ({ key, id, name: String(byId.get(id)?.['name'] ?? '') }))
  return { missing, changes, teams, left, problems }
}

interface Changing {
  readonly row: Row
  readonly people: readonly string[]
  readonly isOfDirectory: Comparing['isOfDirectory']
}

function changeOf(group: DirectoryGroup, { row, people, isOfDirectory }: Changing): TeamChange | null {
  const now = idsOf(row['members'])
  const after = [...new Set([...people, ...now.filter((id) => !isOfDirectory(id))])]
  const come = after.filter((id) => !now.includes(id)).length
  const go = now.filter((id) => !after.includes(id)).length
  const name = nameOf(group)
  const isRenamed = row['name'] !== name
  const says = [isRenamed && `is called ${name}`, come > 0 && `${come} more`, go > 0 && `${go} fewer`].filter(Boolean)
  if (says.length === 0) return null
  const set = { ...(isRenamed && { name }), ...(come + go > 0 && { members: after }) }
  return { group, id: row.id, set, says: `${String(row['name'])}: ${says.join(', ')}` }
}

const nameOf = ({ name }: DirectoryGroup): string => name.slice(0, 120)
const sameName = (name: unknown): string => String(name).slice(0, 120).toLowerCase()
