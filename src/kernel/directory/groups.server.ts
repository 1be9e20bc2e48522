import type { Client } from 'ldapts'
import { ExtensibleFilter, NoSuchObjectError } from 'ldapts'
import { invalid } from '../errors.ts'
import { type Attributes, type DirectoryEntry, presets, sameDn, textsOf } from './entry.ts'
import { type DirectoryGroup, groupsPeopleName, type Members, membersOf, rangeOf, reachingBeyond } from './groups.ts'
import { bindAsReader, type DirectoryAccess, mustBeSet, pageSize, withClient } from './ldap.server.ts'

/** Groups of a directory and who belongs to them. */
export interface ReadGroups {
  readonly groups: readonly DirectoryGroup[]
  readonly members: Members
}
interface Asked {
  /** Where groups are. */
  readonly places: readonly string[]
  readonly people: readonly DirectoryEntry[]
}

/** Reads the groups under some places in full, and who of the people belongs to them. Throws a Failure that says what is wrong; never answers with a part. */
export async function readGroups(access: DirectoryAccess, { places, people }: Asked): Promise<ReadGroups> {
  if (places.length === 0) return withMembers(groupsPeopleName(people, []), people)
  return withClient(access, async (client) => {
    await bindAsReader(client, access)
    const found = new Map<string, DirectoryGroup>()
    for (const place of new Map(places.map((one) => [sameDn(one), one])).values())
      for (const group of await groupsUnder(client, access, place)) found.set(group.key, group)
    const read = [...found.values()]
    const { groups, members } = withMembers([...read, ...groupsPeopleName(people, read)], people)
    const beyond = reachingBeyond(read, people)
    if (beyond.length === 0 || !(await canWalkChains(client))) return { groups, members }
    const all = new Map(members)
    for (const group of beyond) {
      const more = await membersInChain(client, access, group)
      all.set(group.key, new Set([...(members.get(group.key) ?? []), ...keysOf(people, more)]))
    }
    return { groups, members: all }
  })
}

const withMembers = (groups: readonly DirectoryGroup[], people: readonly DirectoryEntry[]): ReadGroups => ({
  groups,
  members: membersOf(groups, people),
})
const keysOf = (people: readonly DirectoryEntry[], dns: ReadonlySet<string>): readonly string[] =>
  people.filter(({ dn }) => dns.has(sameDn(dn))).map(({ key }) => key)

async function groupsUnder(client: Client, access: DirectoryAccess, place: string): Promise<readonly DirectoryGroup[]> {
  const { kind, groupFilter } = access
  const preset = presets[kind]
  const { searchEntries } = await client
    .search(place, {
      scope: 'sub',
      filter: groupFilter ?? preset.groupFilter,
      attributes: ['cn', preset.key, 'memberUid', 'memberOf', ...preset.memberAttributes],
      explicitBufferAttributes: kind === 'active_directory' ? [preset.key] : [],
      paged: { pageSize },
    })
    .catch((error: unknown) => {
      if (error instanceof NoSuchObjectError)
        throw invalid([{ field: 'groupBase', says: `There is nothing at ${place}, where groups should be.` }])
      throw error
    })
  const groups: DirectoryGroup[] = []
  for (const entry of searchEntries) {
    const texts = (name: string): readonly string[] => textsOf(rangeOf(entry, name)?.values)
    const [key, name] = [texts(preset.key)[0], texts('cn')[0]]
    if (!key || !name) continue
    const members = await allMembers(client, entry)
    groups.push({ key, dn: entry.dn, name, members, uids: texts('memberUid'), memberOf: texts('memberOf') })
  }
  return groups
}
const memberAttributes = ['member', 'uniqueMember']

/** Members in full: Active Directory gives out 1,500 at once and says where it stopped. */
async function allMembers(client: Client, entry: Attributes & { readonly dn: string }): Promise<readonly string[]> {
  const members: string[] = []
  for (const attribute of memberAttributes) {
    for (let part = rangeOf(entry, attribute); part !== null; ) {
      members.push(...textsOf(part.values))
      if (part.next === null) break
      const rest = await client.search(entry.dn, {
        scope: 'base',
        filter: '(objectClass=*)',
        attributes: [`${attribute};range=${part.next}-*`],
      })
      part = rest.searchEntries[0] ? rangeOf(rest.searchEntries[0], attribute) : null
    }
  }
  return members
}

// [MS-ADTS] 3.1.1.3.2.10: what Active Directory can, and 3.1.1.3.4.4.3: the rule that follows groups within groups.
const isActiveDirectory = '1.2.840.113556.1.4.800'
const inChain = '1.2.840.113556.1.4.1941'

async function canWalkChains(client: Client): Promise<boolean> {
  const { searchEntries } = await client.search('', { scope: 'base', attributes: ['supportedCapabilities'] })
  return textsOf(rangeOf(searchEntries[0] ?? {}, 'supportedCapabilities')?.values).includes(isActiveDirectory)
}

/** DNs of everybody in a group, by way of whatever groups, wherever those are. */
async function membersInChain(client: Client, access: DirectoryAccess, { dn }: DirectoryGroup) {
  const { base, filter, kind } = mustBeSet(access)
  const isIn = new ExtensibleFilter({ matchType: 'memberOf', rule: inChain, value: dn })
  const { searchEntries } = await client.search(base, {
    scope: 'sub',
    filter: `(&${filter ?? presets[kind].filter}${isIn.toString()})`,
    attributes: ['cn'],
    paged: { pageSize },
  })
  return new Set(searchEntries.map((entry) => sameDn(entry.dn)))
}
