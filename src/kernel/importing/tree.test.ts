import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findCircles, levelsOf } from './tree.ts'

const parents = fc.array(fc.option(fc.nat(29)), { minLength: 30, maxLength: 30 })
const names = Array.from({ length: 30 }, (_, i) => String(i))

test('names every circle once, as the nodes along it', () => {
  fc.assert(
    fc.property(parents, (above) => {
      const parentOf = (node: string): string | null =>
        above[Number(node)] === null ? null : String(above[Number(node)])
      const circles = findCircles(names, parentOf)
      for (const circle of circles)
        circle.forEach((node, i) => expect(parentOf(node)).toBe(circle[(i + 1) % circle.length]))
      const inCircles = circles.flat()
      expect(new Set(inCircles).size).toBe(inCircles.length)
      const broken = (node: string): string | null => (inCircles.includes(node) ? null : parentOf(node))
      expect(findCircles(names, broken)).toEqual([])
    }),
  )
})

test('says A → B → A for two who are above each other', () => {
  const above: Record<string, string> = { a: 'b', b: 'a', c: 'a' }
  expect(findCircles(['c', 'a', 'b'], (node) => above[node] ?? null)).toEqual([['a', 'b']])
})

test('puts what a row needs before it, and loses no row', () => {
  const rows = names.map(Number)
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(29), { maxLength: 3 }), { minLength: 30, maxLength: 30 }), (needed) => {
      const { levels, stuck } = levelsOf(rows, (row) => needed[row] ?? [])
      expect([...levels.flat(), ...stuck].sort((a, b) => a - b)).toEqual(rows)
      const place = new Map(levels.flatMap((level, i) => level.map((row) => [row, i] as const)))
      for (const [row, level] of place)
        for (const other of needed[row] ?? []) if (other !== row) expect(place.get(other)).toBeLessThan(level)
    }),
  )
})

test('orders a chain of 50,000 without running out of stack', () => {
  const rows = Array.from({ length: 50_000 }, (_, i) => i)
  const { levels, stuck } = levelsOf(rows, (row) => (row === 0 ? [] : [row - 1]))
  expect([levels.length, stuck.length]).toEqual([50_000, 0])
})
