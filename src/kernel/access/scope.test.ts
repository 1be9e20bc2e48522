import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onlyReads } from './abilities.ts'
import { holds } from './rule.ts'
import { limitedTo, meet } from './scope.ts'
import { nobody, type Who } from './who.ts'

const noun = fc.constantFrom('person', 'team', 'account', '*')
const verb = fc.constantFrom('read', 'write', 'manage', '*')
const permission = fc.tuple(noun, verb).map(([a, b]) => (a === '*' && b === '*' ? '*' : `${a}.${b}`))
const permissions = fc.array(permission, { maxLength: 4 })
const asked = fc
  .tuple(fc.constantFrom('person', 'team', 'account', 'service'), fc.constantFrom('read', 'write', 'manage', 'see'))
  .map((parts) => parts.join('.'))
const caller = (own: readonly string[]): Who => ({ ...nobody, account: 'ada', permissions: new Set(own) })

test('a key holds exactly what both its owner and its scopes hold', () => {
  fc.assert(
    fc.property(permissions, permissions, asked, (own, scopes, wanted) => {
      const may = (of: readonly string[]) => holds({ permissions: new Set(of) }, wanted)
      expect(holds(limitedTo(caller(own), scopes), wanted)).toBe(may(own) && may(scopes))
    }),
  )
})

test('what two permissions share is the same whichever is asked first', () => {
  fc.assert(
    fc.property(permission, permission, (a, b) => {
      expect(meet(a, b)).toBe(meet(b, a))
    }),
  )
  expect(meet('*.read', 'person.*')).toBe('person.read')
  expect(meet('person.read', 'team.read')).toBeNull()
  expect(meet('*', '*')).toBe('*')
})

test('whoever may only read has keys that only read', () => {
  expect(limitedTo(caller(['*.read', onlyReads]), ['person.*']).permissions).toEqual(
    new Set(['person.read', onlyReads]),
  )
})
