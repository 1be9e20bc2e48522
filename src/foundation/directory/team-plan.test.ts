import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planTeams } from './team-plan.ts'

const group = (name: string) => ({
  key: name,
  dn: `cn=${name},ou=teams`,
  name,
  members: [],
  uids: [],
  memberOf: [],
})
type Comparing = Parameters<typeof planTeams>[0]
const plan = (given: Partial<Comparing>) =>
  planTeams({
    groups: [],
    members: new Map(),
    rows: [],
    known: new Map(),
    isOfDirectory: (id) => id.startsWith('d'),
    nameOf: (id) => id.toUpperCase(),
    ...given,
  })

describe('teams that are groups', () => {
  it('are made with their people, empty ones not', () => {
    const { missing } = plan({ groups: [group('ops'), group('none')], members: new Map([['ops', ['d1']]]) })
    expect(missing).toMatchObject([{ fields: { name: 'ops', members: ['d1'] }, says: 'ops: new, with D1' }])
    const many = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6']
    const [first] = plan({ groups: [group('ops')], members: new Map([['ops', many]]) }).missing
    expect(first?.says).toBe('ops: new, with D1, D2, D3, D4 and 2 more')
  })

  it('take over the team of their name, and keep whom somebody put there by hand', () => {
    const rows = [{ id: 't1', name: 'Ops', members: [{ id: 'd1' }, { id: 'guest' }] }]
    const { changes, teams } = plan({ groups: [group('ops')], members: new Map([['ops', ['d2']]]), rows })
    expect(changes).toMatchObject([{ id: 't1', set: { name: 'ops', members: ['d2', 'guest'] } }])
    expect(changes[0]?.says).toBe('Ops: is called ops, with D2, without D1')
    expect([...teams]).toEqual([['ops', 't1']])
  })

  it('that were archived here stay so, and one whose group is gone stays as it is', () => {
    const known = new Map([
      ['ops', 'archived'],
      ['gone', 't2'],
    ])
    const rows = [{ id: 't2', name: 'Gone', members: [{ id: 'd1' }] }]
    const found = plan({ groups: [group('ops')], members: new Map([['ops', ['d1']]]), rows, known })
    expect(found).toMatchObject({ missing: [], changes: [], left: [{ key: 'gone', id: 't2', name: 'Gone' }] })
  })

  it('are one each: a second group of the name is told', () => {
    const [first, second] = [group('ops'), { ...group('OPS'), dn: 'cn=ops,ou=other,ou=teams' }]
    const members = new Map([
      ['ops', ['d1']],
      ['OPS', ['d2']],
    ])
    const found = plan({ groups: [first, second], members })
    expect(found.missing).toHaveLength(1)
    expect(found.problems).toEqual(['cn=ops,ou=other,ou=teams: another group is the team OPS already.'])
  })

  const ids = fc.uniqueArray(fc.constantFrom('d1', 'd2', 'd3', 'hand1', 'hand2'))
  const ofDirectory = ids.map((all) => all.filter((id) => id.startsWith('d')))

  it('have the group’s people and those put there by hand, whoever was there before; said twice, nothing changes', () => {
    fc.assert(
      fc.property(ids, ofDirectory, (now, told) => {
        const members = new Map([['ops', told]])
        const rowOf = (all: readonly string[]) => [{ id: 't1', name: 'ops', members: all.map((id) => ({ id })) }]
        const { changes } = plan({ groups: [group('ops')], members, rows: rowOf(now) })
        const after = changes[0]?.set.members ?? now
        expect(after.toSorted()).toEqual([...told, ...now.filter((id) => id.startsWith('hand'))].toSorted())
        expect(plan({ groups: [group('ops')], members, rows: rowOf(after) }).changes).toEqual([])
      }),
    )
  })
})
