import { type DirectoryEntry, sameDn, withLetters } from './entry.ts'

/** A group as the directory has it. */
export interface DirectoryGroup {
  /** What the directory never changes about it. */
  readonly key: string
  readonly dn: string
  readonly name: string
  /** DNs of people and of groups within it. */
  readonly members: readonly string[]
  /** Members of whom it knows the bare name only (posixGroup). */
  readonly uids: readonly string[]
  /** Groups that it says itself it belongs to. */
  readonly memberOf: readonly string[]
}
type Person = Pick<DirectoryEntry, 'key' | 'dn' | 'uid' | 'memberOf'>

/** Keys of the people in each group, by key of the group. */
export type Members = ReadonlyMap<string, ReadonlySet<string>>

/** Who belongs to each group: by its own list or by what people say, also through groups within groups, in circles too. */
export function membersOf(groups: readonly DirectoryGroup[], people: readonly Person[]): Members {
  const direct = directMembers(groups, people)
  const within = groupsWithin(groups)
  return new Map(
    groups.map(({ key }) => {
      const all = reach(key, within)
      return [key, new Set([...all].flatMap((one) => [...(direct.get(one) ?? [])]))]
    }),
  )
}

function directMembers(groups: readonly DirectoryGroup[], people: readonly Person[]): Map<string, Set<string>> {
  const byDn = new Map(people.map((person) => [sameDn(person.dn), person.key]))
  const byUid = new Map(people.flatMap(({ uid, key }) => (uid === null ? [] : [[uid, key] as const])))
  const groupOf = new Map(groups.map(({ dn, key }) => [sameDn(dn), key]))
  const direct = new Map(
    groups.map(({ key, members, uids }) => {
      const found = [...members.map((dn) => byDn.get(sameDn(dn))), ...uids.map((uid) => byUid.get(uid))]
      return [key, new Set(found.filter((one) => one !== undefined))]
    }),
  )
  for (const { key, memberOf } of people) {
    for (const dn of memberOf) direct.get(groupOf.get(sameDn(dn)) ?? '')?.add(key)
  }
  return direct
}

/** Keys of the groups that stand in each group itself. */
function groupsWithin(groups: readonly DirectoryGroup[]): ReadonlyMap<string, readonly string[]> {
  const groupOf = new Map(groups.map(({ dn, key }) => [sameDn(dn), key]))
  const within = new Map<string, string[]>(groups.map(({ key }) => [key, []]))
  for (const { key, members, memberOf } of groups) {
    within.get(key)?.push(...members.map((dn) => groupOf.get(sameDn(dn))).filter((one) => one !== undefined))
    for (const dn of memberOf) within.get(groupOf.get(sameDn(dn)) ?? '')?.push(key)
  }
  return within
}

function reach(from: string, next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set([from])
  for (const one of seen) for (const other of next.get(one) ?? []) seen.add(other)
  return seen
}

/** The groups that have members which were not read: groups elsewhere, perhaps, with people in them. */
export function reachingBeyond(
  groups: readonly DirectoryGroup[],
  people: readonly Pick<Person, 'dn'>[],
): readonly DirectoryGroup[] {
  const known = new Set([...people, ...groups].map(({ dn }) => sameDn(dn)))
  const beyond = new Set(
    groups.filter(({ members }) => members.some((dn) => !known.has(sameDn(dn)))).map(({ key }) => key),
  )
  const within = groupsWithin(groups)
  return groups.filter(({ key }) => [...reach(key, within)].some((one) => beyond.has(one)))
}

/** Groups that nobody read, known only from what people say they belong to; named by the first part of their DN. */
export function groupsPeopleName(
  people: readonly Pick<Person, 'memberOf'>[],
  groups: readonly DirectoryGroup[],
): readonly DirectoryGroup[] {
  const known = new Set(groups.map(({ dn }) => sameDn(dn)))
  const named = new Map(people.flatMap(({ memberOf }) => memberOf.map((dn) => [sameDn(dn), dn] as const)))
  return [...named]
    .filter(([same]) => !known.has(same))
    .map(([same, dn]) => ({ key: `dn:${same}`, dn, name: firstNameIn(dn), members: [], uids: [], memberOf: [] }))
}

// What is escaped by its bytes is written as letters first.
const firstNameIn = (dn: string): string =>
  (/^[^=]*=((?:\\.|[^\\,+])*)/.exec(withLetters(dn))?.[1] ?? dn).replaceAll(/\\(.)/g, '$1').trim()

/** Whether an entry stands at or under a place. */
export const isUnder = (dn: string, place: string): boolean => `,${sameDn(dn)}`.endsWith(`,${sameDn(place)}`)

/** A part of an attribute's values, as Active Directory gives them when there are many (`member;range=0-1499`). */
export interface ValueRange {
  readonly values: string | readonly string[] | Buffer | readonly Buffer[]
  /** The place of the first value that is missing still; null when these are the last. */
  readonly next: number | null
}

/** The values of an attribute, in full or in part; null where there are none. */
export function rangeOf(entry: Readonly<Record<string, ValueRange['values']>>, attribute: string): ValueRange | null {
  const part = new RegExp(`^${attribute};range=\\d+-(\\d+|\\*)$`, 'i')
  for (const [name, values] of Object.entries(entry)) {
    const end = part.exec(name)?.[1]
    if (end !== undefined) return { values, next: end === '*' ? null : Number(end) + 1 }
  }
  const [, values] = Object.entries(entry).find(([name]) => name.toLowerCase() === attribute.toLowerCase()) ?? []
  return values === undefined ? null : { values, next: null }
}
