import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { circlesOf, cluster, type Edge, impactOf, levelsOf, needsOf, withoutShortcuts } from './graph.ts'

const name = fc.nat(15).map((n) => `s${n}`)
const edges = fc.array(fc.record({ from: name, to: name }), { maxLength: 50 }) as fc.Arbitrary<Edge[]>
const nodes = Array.from({ length: 16 }, (_, n) => ({ id: `s${n}` }))
const edge = (from: string, to: string): Edge => ({ from, to })

/** What depends on what, by trying every pair until nothing is added: slow and obviously right. */
function closure(all: readonly Edge[]): Set<string> {
  const pairs = new Set(all.map(({ from, to }) => `${from} ${to}`))
  for (let before = -1; before !== pairs.size; ) {
    before = pairs.size
    for (const pair of [...pairs]) {
      const [from, over] = pair.split(' ')
      for (const next of all) if (next.from === over) pairs.add(`${from} ${next.to}`)
    }
  }
  return pairs
}

describe('dependencies', () => {
  test('impact and needs are the closure of the edges, in either direction', () => {
    fc.assert(
      fc.property(edges, name, (all, id) => {
        const pairs = closure(all)
        const stops = nodes.filter((node) => node.id !== id && pairs.has(`${node.id} ${id}`)).map((node) => node.id)
        const needs = nodes.filter((node) => node.id !== id && pairs.has(`${id} ${node.id}`)).map((node) => node.id)
        expect(
          impactOf(all, id)
            .map((one) => one.id)
            .toSorted(),
        ).toEqual(stops.toSorted())
        expect(
          needsOf(all, id)
            .map((one) => one.id)
            .toSorted(),
        ).toEqual(needs.toSorted())
      }),
    )
  })

  test('whatever is reached is one step beyond what it was reached over', () => {
    fc.assert(
      fc.property(edges, name, (all, id) => {
        const reached = impactOf(all, id)
        const steps = new Map([[id, 0], ...reached.map((one) => [one.id, one.steps] as const)])
        for (const one of reached) {
          expect(steps.get(one.over)).toBe(one.steps - 1)
          expect(all.some((each) => each.from === one.id && each.to === one.over)).toBe(true)
        }
      }),
    )
  })

  test('two stand in a circle when each depends on the other', () => {
    fc.assert(
      fc.property(edges, (all) => {
        const pairs = closure(all)
        const circles = circlesOf({ nodes, edges: all })
        const together = (a: string, b: string) => circles.some((ids) => ids.includes(a) && ids.includes(b))
        for (const a of nodes)
          for (const b of nodes)
            expect(together(a.id, b.id)).toBe(pairs.has(`${a.id} ${b.id}`) && pairs.has(`${b.id} ${a.id}`))
      }),
    )
  })

  test('a level is above those of everything it depends on, but for its own circle', () => {
    fc.assert(
      fc.property(edges, (all) => {
        const graph = { nodes, edges: all }
        const levels = levelsOf(graph)
        const circles = circlesOf(graph)
        for (const { from, to } of all) {
          const isCircle = circles.some((ids) => ids.includes(from) && ids.includes(to))
          if (isCircle) expect(levels.get(from)).toBe(levels.get(to))
          else expect(levels.get(from)).toBeGreaterThan(levels.get(to) ?? 0)
        }
      }),
    )
  })

  test('leaving out shortcuts changes nothing about what reaches what', () => {
    fc.assert(
      fc.property(edges, (all) => {
        const kept = withoutShortcuts({ nodes, edges: all })
        expect(closure(kept)).toEqual(closure(all))
        expect(kept.length).toBeLessThanOrEqual(all.length)
      }),
    )
  })

  test('leaves out what others already say', () => {
    const all = [edge('s1', 's2'), edge('s2', 's3'), edge('s1', 's3'), edge('s3', 's4'), edge('s1', 's4')]
    expect(withoutShortcuts({ nodes, edges: all })).toEqual([edge('s1', 's2'), edge('s2', 's3'), edge('s3', 's4')])
  })

  test('walks 10,000 nodes', () => {
    const many = Array.from({ length: 9_999 }, (_, n) => edge(`s${n + 1}`, `s${Math.floor(n / 2)}`))
    expect(impactOf(many, 's0')).toHaveLength(9_999)
  })
})

test('clusters lose no node and count the edges between them', () => {
  fc.assert(
    fc.property(edges, (all) => {
      const groupOf = ({ id }: { id: string }) => ({ id: `g${Number(id.slice(1)) % 4}`, title: 'group' })
      const { clusters, edges: merged } = cluster({ nodes, edges: all }, groupOf)
      expect(clusters.flatMap((one) => one.members).toSorted()).toEqual(nodes.map((node) => node.id).toSorted())
      const between = all.filter(({ from, to }) => groupOf({ id: from }).id !== groupOf({ id: to }).id)
      expect(merged.reduce((sum, one) => sum + one.count, 0)).toBe(between.length)
    }),
  )
})
