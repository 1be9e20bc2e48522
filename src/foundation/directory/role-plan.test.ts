import { expect, it } from 'vitest'
import { rolesByEntry, rolesSay, unknownGroups } from './role-plan.ts'

const group = (key: string, dn: string, name: string) => ({ key, dn, name, members: [], uids: [], memberOf: [] })
const groups = [group('1', 'cn=IT,ou=a', 'IT'), group('2', 'cn=IT,ou=b', 'IT'), group('3', 'cn=Board,ou=a', 'Board')]
const members = new Map([
  ['1', new Set(['ada'])],
  ['2', new Set(['bea'])],
  ['3', new Set(['ada', 'cleo'])],
])

it('gives roles by the name of a group, or by its whole DN where two have the name', () => {
  const byName = [
    { group: ' it ', role: 'employee' },
    { group: 'CN=IT, OU=b', role: 'cio' },
    { group: 'board', role: 'employee' },
  ]
  expect(Object.fromEntries(rolesByEntry({ groups, members }, byName))).toEqual({
    ada: ['employee'],
    bea: ['employee', 'cio'],
    cleo: ['employee'],
  })
})

it('says which groups aren’t there, and that nothing is taken where none is', () => {
  const asked = [
    { group: 'it', role: 'employee' },
    { group: 'Auditors', role: 'auditor' },
  ]
  expect(unknownGroups(groups, asked)).toEqual([
    'There is no group Auditors in the directory; nobody has a role by it.',
  ])
  expect(unknownGroups([], asked)[0]).toMatch(/roles stay as they are/)
  expect(unknownGroups([], [])).toEqual([])
})

it('says who gets and loses what', () => {
  expect(rolesSay('Ada', { given: ['cio'], taken: ['x'] }, new Map([['cio', 'CIO']]))).toEqual([
    'Ada gets CIO',
    'Ada loses x',
  ])
})
