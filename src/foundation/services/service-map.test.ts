import { expect, test } from 'vitest'
import { mapOf, mostDrawn, type ServiceNode } from './service-map.ts'

const service = (id: string, team: string | null = null): ServiceNode => ({
  ...{ id, number: null, title: id, kind: 'technical', criticality: 'vital', state: 'live', owner: null },
  team: team ? { id: team, title: `Team ${team}` } : null,
})
const all = { focus: null, team: null }
const edges = [
  { from: 'a', to: 'b' },
  { from: 'b', to: 'c' },
  { from: 'x', to: 'y' },
]

test('what cannot be seen is not drawn, nor the edges to it', () => {
  const map = mapOf([service('a'), service('b')], edges, all)
  expect(map.edges).toEqual([{ from: 'a', to: 'b', count: 1 }])
})

test('around one service: what it needs and what needs it, and nothing else', () => {
  const map = mapOf(
    ['a', 'b', 'c', 'x', 'y'].map((id) => service(id)),
    edges,
    { focus: 'b', team: null },
  )
  expect(map.nodes.map((node) => node.id)).toEqual(['a', 'b', 'c'])
})

test('beyond what people can take in, teams stand for their services', () => {
  const many = Array.from({ length: mostDrawn + 50 }, (_, n) => service(`s${n}`, n % 10 === 0 ? null : `t${n % 10}`))
  const between = [
    { from: 's1', to: 's2' },
    { from: 's11', to: 's12' },
    { from: 's1', to: 's11' },
  ]
  const map = mapOf(many, between, all)
  expect(map.nodes).toEqual([])
  expect(map.groups.map((group) => group.count).reduce((sum, count) => sum + count, 0)).toBe(200)
  expect(map.groups.find((group) => group.id === 'none')).toMatchObject({ title: 'No team', count: 20, vital: 20 })
  expect(map.edges).toEqual([{ from: 't1', to: 't2', count: 2 }])
  expect(mapOf(many, between, { focus: null, team: 't1' }).nodes).toHaveLength(20)
})
