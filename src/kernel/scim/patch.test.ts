import fc from 'fast-check'
import { type ScimPatchOperation, type ScimResource, scimPatch } from 'scim-patch'
import { describe, expect, it } from 'vitest'
import { type Operation, patched } from './patch.ts'
import { enterpriseUser, type Resource } from './schemas.ts'
import { ScimTrouble } from './trouble.ts'

const ada: Resource = {
  id: 'a1',
  userName: 'ada@example.com',
  active: true,
  displayName: 'Ada Lovelace',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [
    { value: 'ada@example.com', type: 'work', primary: true },
    { value: 'ada@home.example', type: 'home' },
  ],
  [enterpriseUser]: { department: 'Engines' },
}
const after = (...operations: readonly Operation[]): Resource => patched(ada, operations)

describe('Entra ID', () => {
  it('disables with a capital and a text', () => {
    expect(after({ op: 'Replace', path: 'active', value: 'False' })['active']).toBe(false)
    expect(after({ op: 'replace', value: { active: 'False' } })['active']).toBe(false)
    expect(after({ op: 'Replace', value: { active: false } })['active']).toBe(false)
  })

  it('changes parts by keys that are paths, without a path', () => {
    const changed = after({
      op: 'Replace',
      value: {
        'name.familyName': 'King',
        [`${enterpriseUser}:department`]: 'Numbers',
        [`${enterpriseUser}:manager`]: { value: 'b2' },
        'emails[type eq "work"].value': 'king@example.com',
        displayName: 'Ada King',
      },
    })
    expect(changed).toMatchObject({
      displayName: 'Ada King',
      name: { givenName: 'Ada', familyName: 'King' },
      emails: [{ value: 'king@example.com', type: 'work', primary: true }, { type: 'home' }],
      [enterpriseUser]: { department: 'Numbers', manager: { value: 'b2' } },
    })
  })

  it('makes a value by the filter that describes it', () => {
    const changed = after({ op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+49 40 1' })
    expect(changed['phoneNumbers']).toEqual([{ type: 'mobile', value: '+49 40 1' }])
    const bare = patched({ userName: 'x' }, [
      { op: 'Add', path: 'emails[type eq "work" and primary eq "True"].value', value: 'x@example.com' },
    ])
    expect(bare['emails']).toEqual([{ type: 'work', primary: true, value: 'x@example.com' }])
  })

  it('removes members by the value, or by a filter', () => {
    const group = { displayName: 'IT', members: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] }
    const left = (operation: Operation) => patched(group, [operation])['members']
    expect(left({ op: 'Remove', path: 'members', value: [{ value: 'a' }, { value: 'c' }] })).toEqual([{ value: 'b' }])
    expect(left({ op: 'Remove', path: 'members[value eq "b"]' })).toEqual([{ value: 'a' }, { value: 'c' }])
    expect(left({ op: 'Remove', path: 'members' })).toBeUndefined()
    expect(left({ op: 'Add', path: 'members', value: [{ value: 'c' }, { value: 'd' }] })).toEqual([
      { value: 'a' },
      { value: 'b' },
      { value: 'c' },
      { value: 'd' },
    ])
  })
})

describe('Okta', () => {
  it('renames a group together with its id', () => {
    const group = { id: 'g1', displayName: 'IT', members: [{ value: 'a' }] }
    const value = { id: 'another', displayName: 'IT and Operations' }
    expect(patched(group, [{ op: 'replace', value }])).toEqual({ ...group, displayName: 'IT and Operations' })
  })

  it('replaces all members', () => {
    const group = { displayName: 'IT', members: [{ value: 'a' }] }
    const operation = { op: 'replace', path: 'members', value: [{ value: 'b', display: 'Bea' }] }
    expect(patched(group, [operation])['members']).toEqual([{ value: 'b', display: 'Bea' }])
  })
})

describe('RFC 7644, 3.5.2', () => {
  it('changes a part of an object, and the object by parts', () => {
    expect(after({ op: 'replace', path: 'name.givenName', value: 'A.' })['name']).toEqual({
      givenName: 'A.',
      familyName: 'Lovelace',
    })
    expect(after({ op: 'add', path: 'name', value: { middleName: 'B.' } })['name']).toMatchObject({ middleName: 'B.' })
    expect(after({ op: 'remove', path: 'name.givenName' })['name']).toEqual({ familyName: 'Lovelace' })
    expect(after({ op: 'replace', path: 'NAME.GIVENNAME', value: 'A.' })['name']).toMatchObject({ givenName: 'A.' })
  })

  it('knows one primary value', () => {
    const changed = after({ op: 'replace', path: 'emails[type eq "home"].primary', value: true })
    expect(changed['emails']).toMatchObject([{ primary: false }, { primary: true }])
  })

  it('adds what is there already no second time', () => {
    const value = [{ value: 'ada@example.com', type: 'work' }]
    expect(after({ op: 'add', path: 'emails', value })['emails']).toHaveLength(2)
  })

  it('takes what is emptied for removed', () => {
    expect(after({ op: 'replace', path: 'displayName', value: '' })).not.toHaveProperty('displayName')
    expect(after({ op: 'remove', path: enterpriseUser })[enterpriseUser]).toEqual({})
  })

  it('leaves what only the server decides', () => {
    expect(after({ op: 'replace', path: 'id', value: 'b' }, { op: 'remove', path: 'meta' })).toEqual(ada)
  })

  it('leaves what it is given as it is', () => {
    const before = structuredClone(ada)
    after({ op: 'remove', path: 'emails' }, { op: 'replace', path: 'name.givenName', value: 'X' })
    expect(ada).toEqual(before)
  })

  it.each<[Operation, string]>([
    [{ op: 'move', path: 'displayName' }, 'invalidSyntax'],
    [{ op: 'remove' }, 'noTarget'],
    [{ op: 'add', value: 'x' }, 'invalidValue'],
    [{ op: 'add', path: 'a.b.c', value: 'x' }, 'invalidPath'],
    [{ op: 'add', path: 'emails[', value: 'x' }, 'invalidPath'],
    [{ op: 'add', path: '__proto__', value: { polluted: true } }, 'invalidPath'],
    [{ op: 'add', path: 'emails[type]', value: 'x' }, 'invalidFilter'],
    [{ op: 'replace', path: 'emails[type co "fax"].value', value: 'x' }, 'noTarget'],
    [{ op: 'replace', path: 'displayName[type eq "x"]', value: 'x' }, 'invalidPath'],
  ])('says of %j: %s', (operation, scimType) => {
    expect(() => after(operation)).toThrow(ScimTrouble)
    try {
      after(operation)
    } catch (error) {
      expect((error as ScimTrouble).scimType).toBe(scimType)
    }
  })

  it('pollutes nothing, whatever it is sent', () => {
    after({ op: 'add', value: JSON.parse('{"name":{"__proto__":{"polluted":true}}}') })
    expect(({} as Resource)['polluted']).toBeUndefined()
    const anything = fc.record({
      op: fc.constantFrom('add', 'Replace', 'remove', 'x'),
      path: fc.option(fc.oneof(fc.string(), fc.constantFrom('emails', 'name', 'members', 'active')), {
        nil: undefined,
      }),
      value: fc.jsonValue(),
    })
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 5 }), (operations) => {
        try {
          expect(typeof patched(ada, operations)).toBe('object')
        } catch (error) {
          expect(error).toBeInstanceOf(ScimTrouble)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('against scim-patch', () => {
  const text = fc.constantFrom('x', 'y', 'ada@example.com')
  const type = fc.constantFrom('work', 'home', 'other')
  const email = fc.record({ value: text, type })
  const operation = fc.oneof(
    fc.record({
      op: fc.constantFrom('add', 'replace'),
      path: fc.constantFrom('displayName', 'name.givenName', 'name.familyName', 'title'),
      value: text,
    }),
    fc.record({ op: fc.constant('remove'), path: fc.constantFrom('displayName', 'title', 'name.givenName', 'emails') }),
    fc.record({ op: fc.constant('replace'), path: fc.constant('emails'), value: fc.array(email, { minLength: 1 }) }),
    fc.record({ op: fc.constant('replace'), value: fc.record({ displayName: text, title: text }) }),
    fc.record({ op: fc.constant('replace'), path: fc.constant('active'), value: fc.boolean() }),
    type.chain((of) => fc.record({ op: fc.constant('remove'), path: fc.constant(`emails[type eq "${of}"]`) })),
  )

  it('changes what it changes', () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 6 }), (operations) => {
        const theirs = theirResult(operations)
        if (theirs) expect(tidy(patched(ada, operations))).toEqual(tidy(theirs))
      }),
      { numRuns: 500 },
    )
  })

  /** Theirs refuses to remove what isn't there; nothing is lost by that. */
  function theirResult(operations: readonly Operation[]): Resource | null {
    const resource = { schemas: [], meta: {}, ...structuredClone(ada) } as unknown as ScimResource
    try {
      return { ...scimPatch(resource, structuredClone(operations) as ScimPatchOperation[]) }
    } catch {
      return null
    }
  }
  const tidy = ({ schemas: _, meta: __, emails, ...rest }: Resource): Resource =>
    Array.isArray(emails) && emails.length > 0 ? { ...rest, emails } : rest
})
