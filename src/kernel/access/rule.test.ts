import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allows, holds, type Rule, resolve, satisfies } from './rule.ts'
import { nobody, system, type Who } from './who.ts'

const who = (permissions: readonly string[], more: Partial<Who> = {}): Who => ({
  ...nobody,
  account: 'a',
  permissions: new Set(permissions),
  ...more,
})

describe('holds', () => {
  test('literally, by noun, by verb, or all', () => {
    expect(holds(who(['person.read']), 'person.read')).toBe(true)
    expect(holds(who(['person.*']), 'person.read')).toBe(true)
    expect(holds(who(['*.read']), 'person.read')).toBe(true)
    expect(holds(who(['*']), 'person.read')).toBe(true)
    expect(holds(who(['person.write', 'team.read']), 'person.read')).toBe(false)
  })
})

describe('rules', () => {
  test('nobody may what only anyone signed in may; the system may all', () => {
    expect(allows('anyone', nobody, {})).toBe(false)
    expect(allows('anyone', who([]), {})).toBe(true)
    expect(allows('nobody', who(['*']), {})).toBe(false)
    expect(allows({ holds: 'x.y' }, system('test'), {})).toBe(true)
  })
  test('a caller without a record of their own is no row’s self', () => {
    expect(resolve({ isSelf: 'owner' }, who([]))).toBe(false)
    expect(allows({ isSelf: 'owner' }, who([]), { owner: null })).toBe(false)
  })
  test('references match as id, as { id }, and in lists', () => {
    const me = who([], { self: 'p1', groups: ['t1', 't2'] })
    expect(allows({ isSelf: 'owner' }, me, { owner: 'p1' })).toBe(true)
    expect(allows({ isSelf: 'owner' }, me, { owner: { id: 'p1', title: 'Me' } })).toBe(true)
    expect(allows({ isSelf: 'members' }, me, { members: [{ id: 'x' }, { id: 'p1' }] })).toBe(true)
    expect(allows({ inTeamOf: 'team' }, me, { team: 't2' })).toBe(true)
    expect(allows({ inTeamOf: 'team' }, me, { team: 't3' })).toBe(false)
  })
  test('fixed values match any of those given, all fields together, and an empty field never', () => {
    const rule: Rule<'kind' | 'isOpen' | 'tastes'> = { is: { state: 'live', kind: ['a', 'b'] } }
    expect(allows(rule, who([]), { state: 'live', kind: 'b' })).toBe(true)
    expect(allows(rule, who([]), { state: 'live', kind: 'c' })).toBe(false)
    expect(allows(rule, who([]), { state: 'planned', kind: 'a' })).toBe(false)
    expect(allows(rule, who([]), { state: 'live', kind: null })).toBe(false)
    expect(allows({ is: { isOpen: false } } as Rule, who([]), { isOpen: false })).toBe(true)
    expect(allows({ is: { isOpen: false } } as Rule, who([]), {})).toBe(false)
    expect(allows({ is: { tastes: 'sweet' } } as Rule, who([]), { tastes: ['sour', 'sweet'] })).toBe(true)
    expect(allows(rule, nobody, { state: 'live', kind: 'a' })).toBe(false)
  })

  const rule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<Rule>(
        'anyone',
        'nobody',
        { holds: 'a.b' },
        { holds: 'c.d' },
        { isSelf: 'owner' as never },
        { inTeamOf: 'team' as never },
        { is: { state: 'live' } },
        { is: { state: ['live', 'planned'], kind: 'a' } },
      ),
      fc.record({ anyOf: fc.array(tie('rule'), { maxLength: 3 }) }),
      fc.record({ allOf: fc.array(tie('rule'), { maxLength: 3 }) }),
    ),
  })).rule
  const caller = fc.record({
    permissions: fc.subarray(['a.b', 'c.d']),
    self: fc.constantFrom(null, 'p1'),
    groups: fc.subarray(['t1', 't2']),
  })
  const row = fc.record({
    owner: fc.constantFrom(null, 'p1', 'p2'),
    team: fc.constantFrom(null, 't1', 't3'),
    state: fc.constantFrom('live', 'planned', 'gone'),
    kind: fc.constantFrom(null, 'a', 'b'),
  })

  test('resolving first and asking the row after says the same as reading the rule', () => {
    fc.assert(
      fc.property(rule, caller, row, (one, { permissions, ...rest }, values) => {
        const me = who(permissions, rest)
        expect(satisfies(resolve(one, me), values)).toBe(plainly(one, me, values))
      }),
    )
  })
  test('more permissions never allow less', () => {
    fc.assert(
      fc.property(rule, row, (one, values) => {
        if (allows(one, who(['a.b'], { self: 'p1' }), values))
          expect(allows(one, who(['a.b', 'c.d'], { self: 'p1' }), values)).toBe(true)
      }),
    )
  })
})

/** The rule read word by word: what the clever version must equal. */
function plainly(rule: Rule, me: Who, row: Record<string, unknown>): boolean {
  if (rule === 'anyone') return true
  if (rule === 'nobody') return false
  if ('holds' in rule) return me.permissions.has(rule.holds)
  if ('isSelf' in rule) return me.self !== null && row[rule.isSelf] === me.self
  if ('inTeamOf' in rule) return me.groups.includes(String(row[rule.inTeamOf]))
  if ('is' in rule)
    return Object.entries(rule.is).every(([field, given]) => [given].flat().includes(row[field] as string))
  return 'anyOf' in rule
    ? rule.anyOf.some((part) => plainly(part, me, row))
    : rule.allOf.every((part) => plainly(part, me, row))
}
