import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemOfGroupRoles, rolesAfter, rolesOfGroups } from './source-roles.ts'

const after = (held: string[], sources: Record<string, string[]>, source: string, wanted: string[]) =>
  rolesAfter({ held, sources: new Map(Object.entries(sources)), source, wanted })

describe('roles that come from outside', () => {
  it('come and go with what the source says', () => {
    expect(after([], {}, 'ldap', ['cio'])).toEqual({ roles: ['cio'], own: ['cio'] })
    expect(after(['cio'], { ldap: ['cio'] }, 'ldap', ['auditor'])).toEqual({ roles: ['auditor'], own: ['auditor'] })
  })

  it('leave those given by hand alone, also when the source gives them, too', () => {
    expect(after(['employee'], {}, 'ldap', ['cio'])).toEqual({ roles: ['employee', 'cio'], own: ['cio'] })
    expect(after(['cio'], {}, 'ldap', ['cio'])).toEqual({ roles: ['cio'], own: [] })
    expect(after(['cio'], {}, 'ldap', [])).toEqual({ roles: ['cio'], own: [] })
  })

  it('go once the last of their sources takes them', () => {
    expect(after(['cio'], { ldap: ['cio'] }, 'oidc', ['cio'])).toEqual({ roles: ['cio'], own: ['cio'] })
    expect(after(['cio'], { ldap: ['cio'], oidc: ['cio'] }, 'oidc', [])).toEqual({ roles: ['cio'], own: [] })
    expect(after(['cio'], { ldap: ['cio'] }, 'ldap', [])).toEqual({ roles: [], own: [] })
  })

  it('that somebody took by hand come back at the next word of the source', () => {
    expect(after([], { ldap: ['cio'] }, 'ldap', ['cio'])).toEqual({ roles: ['cio'], own: ['cio'] })
  })

  const roles = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'))
  const word = fc.record({ source: fc.constantFrom('one', 'two', 'three'), wanted: roles })

  it('are those by hand and what each source said last, in whatever order they speak', () => {
    fc.assert(
      fc.property(roles, fc.array(word, { maxLength: 12 }), (byHand, words) => {
        let held: readonly string[] = byHand
        const sources = new Map<string, readonly string[]>()
        const said = new Map<string, readonly string[]>()
        for (const { source, wanted } of words) {
          const next = rolesAfter({ held, sources, source, wanted })
          held = next.roles
          sources.set(source, next.own)
          said.set(source, wanted)
        }
        expect(new Set(held)).toEqual(new Set([...byHand, ...[...said.values()].flat()]))
      }),
    )
  })

  it('are the same when a source says the same again', () => {
    fc.assert(
      fc.property(roles, roles, roles, (held, others, wanted) => {
        const first = rolesAfter({ held, sources: new Map([['two', others]]), source: 'one', wanted })
        const sources = new Map([
          ['two', others],
          ['one', first.own],
        ])
        const again = rolesAfter({ held: first.roles, sources, source: 'one', wanted })
        expect(again.roles.toSorted()).toEqual(first.roles.toSorted())
      }),
    )
  })
})

it('gives each role of the groups once', () => {
  const groupRoles = [
    { group: 'it', role: 'cio' },
    { group: 'board', role: 'cio' },
    { group: 'IT', role: 'auditor' },
  ]
  expect(rolesOfGroups(['it', 'board', 'other'], groupRoles)).toEqual(['cio'])
  expect(rolesOfGroups([], groupRoles)).toEqual([])
})

it.each([
  [[], true],
  [[{ group: 'it', role: 'cio' }], true],
  [[{ group: 'it' }], false],
  [[{ group: 'it', role: ' ' }], false],
  [[{ group: 1, role: 'cio' }], false],
  [{}, false],
  [null, false],
])('takes %j as groups and roles: %s', (value, isRight) => {
  expect(problemOfGroupRoles(value) === null).toBe(isRight)
})
