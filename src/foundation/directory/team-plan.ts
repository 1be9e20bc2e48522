import { idsOf } from '../../kernel/access/rule.ts'
import type { DirectoryGroup } from '../../kernel/directory/groups.ts'

type Row = Readonly<Record<string, unknown>> & { readonly id: string }

interface NewTeam {
  readonly group: DirectoryGroup
  readonly fields: { readonly name: string; readonly members: readonly string[] }
  readonly says: string
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
  readonly nameOf: (person: string) => string
}

/** Compares teams with groups. A team is the one that it was before, else the one of the same name; one that was archived here stays so. */
export function planTeams({ groups, members, rows, known, ...of }: Comparing): TeamPlan {
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
      const name = teamName(group)
      const says = `${name}: new, with ${inWords(people, of.nameOf)}`
      missing.push({ group, fields: { name, members: people }, says })
    } else if (row) {
      taken.add(row.id)
      teams.set(group.key, row.id)
      const change = changeOf(group, { row, people, ...of })
      if (change) changes.push(change)
    }
  }
  const there = new Set(groups.map(({ key }) => key))
  const left = [...known]
    .filter(([key]) => !there.has(key))
    .map(([key, id]) => ({ key, id, name: String(byId.get(id)?.['name'] ?? '') }))
  return { missing, changes, teams, left, problems }
}

interface Changing extends Pick<Comparing, 'isOfDirectory' | 'nameOf'> {
  readonly row: Row
  readonly people: readonly string[]
}

function changeOf(group: DirectoryGroup, { row, people, isOfDirectory, nameOf }: Changing): TeamChange | null {
  const now = idsOf(row['members'])
  const after = [...new Set([...people, ...now.filter((id) => !isOfDirectory(id))])]
  const come = after.filter((id) => !now.includes(id))
  const go = now.filter((id) => !after.includes(id))
  const name = teamName(group)
  const isRenamed = row['name'] !== name
  const isMoved = come.length + go.length > 0
  if (!isRenamed && !isMoved) return null
  const says = [
    isRenamed && `is called ${name}`,
    come.length > 0 && `with ${inWords(come, nameOf)}`,
    go.length > 0 && `without ${inWords(go, nameOf)}`,
  ].filter((part) => part !== false)
  const set = { ...(isRenamed && { name }), ...(isMoved && { members: after }) }
  return { group, id: row.id, set, says: `${String(row['name'])}: ${says.join(', ')}` }
}

const words = new Intl.ListFormat('en-GB')
const named = 5

/** A few people by name, and how many more. */
function inWords(people: readonly string[], nameOf: (person: string) => string): string {
  const names = people.map(nameOf).toSorted((a, b) => a.localeCompare(b))
  if (names.length <= named) return words.format(names)
  return words.format([...names.slice(0, named - 1), `${names.length - named + 1} more`])
}

const teamName = ({ name }: DirectoryGroup): string => name.slice(0, 120)
const sameName = (name: unknown): string => String(name).slice(0, 120).toLowerCase()
