import { expect, test } from 'vitest'
import { scopesOf, scopesText } from './scopes.ts'

const labels = new Map([
  ['person', 'people'],
  ['team', 'teams'],
])

test('what is chosen for a key becomes permissions, and reads as words', () => {
  const scopes = scopesOf({ person: 'write', team: 'read', service: 'none' }, ['export.run'])
  expect(scopes).toEqual(['person.*', 'team.read', 'export.run'])
  expect(scopesText(scopes, labels)).toBe('change people, read teams, run export')
  expect(scopesText(['*'], labels)).toBe('everything you may do')
  expect(scopesText(['*.read'], labels)).toBe('read everything')
  expect(scopesText(['a.read', 'b.read', 'c.read', 'd.read', 'e.read'], labels)).toBe(
    'read a, read b, read c, read d and 1 more',
  )
})
