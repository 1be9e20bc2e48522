import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  domain,
  domainPassword,
  domainReader,
  hasSamba,
  type Samba,
  startSamba,
} from '../../../test/counterparts/samba.ts'
import { readGroups } from './groups.server.ts'
import { type DirectoryAccess, readDirectory } from './ldap.server.ts'

const staff = `OU=Staff,${domain}`
const groups = `OU=Groups,${domain}`
const elsewhere = `OU=Elsewhere,${domain}`
const now = new Date('2026-11-27T10:00:00Z')
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)

// Active Directory gives out 1,500 values at once; contacts are quickly made.
const contacts = upTo(1600).map((n) => `CN=Contact ${n},${elsewhere}`)
const people = upTo(20).map((n) => `CN=Person ${n},${staff}`)
const entry = (dn: string, ...lines: readonly string[]): string => [`dn: ${dn}`, ...lines].join('\n')
const group = (dn: string, members: readonly string[]): string =>
  entry(dn, 'objectClass: group', ...members.map((member) => `member: ${member}`))
const ldif = [
  ...[staff, groups, elsewhere].map((dn) => entry(dn, 'objectClass: organizationalUnit')),
  ...contacts.map((dn) => entry(dn, 'objectClass: contact')),
  ...people.map((dn, n) =>
    entry(
      dn,
      'objectClass: user',
      `sAMAccountName: p${n}`,
      `mail: P${n}@ad.example.com`,
      `userAccountControl: ${n === 7 ? 546 : 544}`,
    ),
  ),
  group(`CN=Everybody,${groups}`, [...contacts, ...people]),
  group(`CN=Innermost,${elsewhere}`, people.slice(3, 4)),
  group(`CN=Inner,${elsewhere}`, [`CN=Innermost,${elsewhere}`]),
  group(`CN=Outer (all*),${groups}`, [`CN=Inner,${elsewhere}`, ...people.slice(1, 2)]),
].join('\n\n')
let samba: Samba

const access = (): DirectoryAccess => ({
  address: samba.address,
  kind: 'active_directory',
  security: 'none',
  certificate: null,
  bindDn: domainReader,
  password: domainPassword,
  base: staff,
  filter: null,
  groupFilter: null,
})

describe.skipIf(!hasSamba && !process.env['CI'])('an Active Directory (needs Samba)', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    samba = await startSamba(`${ldif}\n`)
  }, 180_000)
  afterAll(() => samba.stop())

  it('is read with who is disabled', async () => {
    const all = await readDirectory(access(), now)
    expect(all).toHaveLength(people.length)
    expect(all.filter(({ isDisabled }) => isDisabled).map(({ email }) => email)).toEqual(['p7@ad.example.com'])
  })

  it('has groups read to the last member, and followed through groups that stand elsewhere', async () => {
    const all = await readDirectory(access(), now)
    const read = await readGroups(access(), { places: [groups], people: all })
    const names = new Map(all.map(({ key, name }) => [key, name]))
    const namesIn = (one: string) => {
      const { key, members } = read.groups.find(({ name }) => name === one) ?? { key: '', members: [] }
      return { listed: members.length, found: [...(read.members.get(key) ?? [])].map((person) => names.get(person)) }
    }
    expect(namesIn('Everybody').listed).toBe(contacts.length + people.length)
    expect(namesIn('Everybody').found).toHaveLength(people.length)
    expect(namesIn('Outer (all*)').found.toSorted()).toEqual(['Person 1', 'Person 3'])
  })
})
