import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DirectoryGroup, groupsPeopleName, isUnder, membersOf, rangeOf, reachingBeyond } from './groups.ts'

const person = (name: string, memberOf: readonly string[] = []) => ({
  key: name,
  dn: `uid=${name},ou=people,dc=example`,
  uid: name,
  memberOf,
})
const dnOf = (name: string): string => `cn=${name},ou=groups,dc=example`
const group = (name: string, more: Partial<DirectoryGroup> = {}): DirectoryGroup => ({
  key: name,
  dn: dnOf(name),
  name,
  members: [],
  uids: [],
  memberOf: [],
  ...more,
})
const [ada, bea, cleo] = [person('ada'), person('bea'), person('cleo')]
const inEach = (groups: readonly DirectoryGroup[], people: readonly ReturnType<typeof person>[]) =>
  Object.fromEntries([...membersOf(groups, people)].map(([key, all]) => [key, [...all].toSorted()]))

describe('who belongs to a group', () => {
  it('is said by the group, by the bare name, or by the person', () => {
    const groups = [group('it', { members: ['UID=Ada, OU=people, DC=example'], uids: ['bea'] })]
    expect(inEach(groups, [ada, bea, person('cleo', [dnOf('IT')])])).toEqual({ it: ['ada', 'bea', 'cleo'] })
  })

  it('is also who belongs to a group within it, in circles too', () => {
    const groups = [
      group('all', { members: [dnOf('it'), bea.dn] }),
      group('it', { members: [ada.dn, dnOf('all')] }),
      group('ops', { members: [cleo.dn], memberOf: [dnOf('it')] }),
    ]
    const everybody = ['ada', 'bea', 'cleo']
    expect(inEach(groups, [ada, bea, cleo])).toEqual({ all: everybody, it: everybody, ops: ['cleo'] })
  })

  const names = ['a', 'b', 'c', 'd', 'e'] as const
  const edges = fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names), fc.boolean()), {
    maxLength: 12,
  })
  const belongings = fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom('ada', 'bea', 'cleo')), {
    maxLength: 6,
  })

  it('is the same as by asking again and again until nothing is added', () => {
    fc.assert(
      fc.property(edges, belongings, (within, belonging) => {
        const groups = names.map((name) =>
          group(name, {
            members: [
              ...within.flatMap(([outer, inner, byList]) => (byList && outer === name ? [dnOf(inner)] : [])),
              ...belonging.flatMap(([of, who]) => (of === name ? [person(who).dn] : [])),
            ],
            memberOf: within.flatMap(([outer, inner, byList]) => (!byList && inner === name ? [dnOf(outer)] : [])),
          }),
        )
        const all = new Set(belonging.map(([of, who]) => `${of} ${who}`))
        for (let before = -1; before !== all.size; ) {
          before = all.size
          for (const [outer, inner] of within)
            for (const who of ['ada', 'bea', 'cleo']) if (all.has(`${inner} ${who}`)) all.add(`${outer} ${who}`)
        }
        const found = [...membersOf(groups, [ada, bea, cleo])].flatMap(([of, who]) => [...who].map((w) => `${of} ${w}`))
        expect(found.toSorted()).toEqual([...all].toSorted())
      }),
    )
  })
})

it('knows which groups may reach further than what was read', () => {
  const groups = [
    group('near', { members: [ada.dn] }),
    group('far', { members: ['cn=elsewhere,dc=example'] }),
    group('around', { members: [dnOf('far')] }),
  ]
  expect(reachingBeyond(groups, [ada]).map(({ key }) => key)).toEqual(['far', 'around'])
})

it('takes groups that nobody read from what people say, with their names', () => {
  const says = [
    person('ada', [String.raw`CN=IT\, Ops,OU=x`, dnOf('it')]),
    person('bea', [String.raw`cn=it\2c ops,ou=x`]),
  ]
  expect(groupsPeopleName(says, [group('it')])).toMatchObject([{ name: 'it, ops' }])
})

it('tells what stands under a place', () => {
  expect(isUnder('cn=a,OU=Teams, dc=example', 'ou=teams,dc=example')).toBe(true)
  expect(isUnder('ou=teams,dc=example', 'ou=teams,dc=example')).toBe(true)
  expect(isUnder('cn=a,ou=myteams,dc=example', 'teams,dc=example')).toBe(false)
})

it('knows where a part of many values ends', () => {
  const first = { member: [], 'member;range=0-1499': ['a', 'b'] }
  expect(rangeOf(first, 'member')).toEqual({ values: ['a', 'b'], next: 1500 })
  expect(rangeOf({ 'member;range=1500-*': 'c' }, 'member')).toEqual({ values: 'c', next: null })
  expect(rangeOf({ Member: ['a'] }, 'member')).toEqual({ values: ['a'], next: null })
  expect(rangeOf({}, 'member')).toBeNull()
})
