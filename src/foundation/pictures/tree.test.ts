import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layoutAcross, layoutTree, type Sizes } from './layout.ts'
import { buildTree, figuresOf, rollUp, type Twig, walk } from './tree.ts'

/** Items whose parents are anything: each other, themselves, nobody, or someone who isn't there. */
const anything = fc.uniqueArray(fc.nat(40), { minLength: 0, maxLength: 40 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record({
        id: fc.constant(`n${id}`),
        parent: fc.option(
          fc.nat(50).map((parent) => `n${parent}`),
          { nil: null },
        ),
      }),
    ),
  ),
) as fc.Arbitrary<Twig[]>

const twig = (id: string, parent: string | null = null): Twig => ({ id, parent })

describe('a tree', () => {
  test('has every item exactly once, whatever the parents say', () => {
    fc.assert(
      fc.property(anything, (items) => {
        const ids = walk(buildTree(items).roots).map((node) => node.item.id)
        expect(ids.toSorted()).toEqual(items.map((item) => item.id).toSorted())
      }),
    )
  })

  test('puts each item under its parent, unless that closes a circle or leads nowhere', () => {
    fc.assert(
      fc.property(anything, (items) => {
        const tree = buildTree(items)
        const known = new Set(items.map((item) => item.id))
        const cut = new Set(tree.circles.map(([first]) => first))
        for (const node of walk(tree.roots)) {
          for (const child of node.children) expect(child.item.parent).toBe(node.item.id)
        }
        for (const { item } of tree.roots)
          expect(item.parent === null || !known.has(item.parent) || cut.has(item.id)).toBe(true)
      }),
    )
  })

  test('counts what is below', () => {
    fc.assert(
      fc.property(anything, (items) => {
        const { roots } = buildTree(items)
        expect(roots.reduce((sum, root) => sum + root.below + 1, 0)).toBe(items.length)
        for (const node of walk(roots)) expect(node.below).toBe(walk([node]).length - 1)
      }),
    )
  })

  test('names circles whole and orphans one by one', () => {
    const tree = buildTree([
      twig('a', 'c'),
      twig('b', 'a'),
      twig('c', 'b'),
      twig('d', 'gone'),
      twig('e', 'e'),
      twig('f', 'a'),
    ])
    expect(tree.circles).toEqual([['a', 'c', 'b'], ['e']])
    expect(tree.orphans).toEqual(['d'])
    expect(tree.roots.map((root) => root.item.id)).toEqual(['a', 'd', 'e'])
  })

  test('survives a chain of 50,000', () => {
    const chain = Array.from({ length: 50_000 }, (_, n) => twig(String(n), n === 0 ? null : String(n - 1)))
    expect(figuresOf(buildTree(chain).roots)).toEqual({
      count: 50_000,
      levels: 50_000,
      parents: 49_999,
      widest: 1,
      average: 1,
    })
  })

  test('has figures', () => {
    const items = [twig('a'), twig('b', 'a'), twig('c', 'a'), twig('d', 'a'), twig('e', 'b'), twig('f', 'b')]
    expect(figuresOf(buildTree(items).roots)).toEqual({ count: 6, levels: 3, parents: 2, widest: 3, average: 2.5 })
    expect(figuresOf([])).toEqual({ count: 0, levels: 0, parents: 0, widest: 0, average: null })
  })

  test('rolls numbers up without losing any', () => {
    fc.assert(
      fc.property(anything, fc.infiniteStream(fc.nat(9)), (items, numbers) => {
        const own = new Map(items.map((item) => [item.id, numbers.next().value as number]))
        const totals = rollUp(items, own)
        const top = buildTree(items).roots.reduce((sum, root) => sum + (totals.get(root.item.id) ?? 0), 0)
        expect(top).toBe([...own.values()].reduce((sum, one) => sum + one, 0))
      }),
    )
  })
})

describe('its layout', () => {
  const sizes: Sizes = { width: 100, height: 40, gapX: 12, gapY: 30, stackGap: 8, indent: 20, isStacking: true }
  const drawn = anything.map((items) => {
    const { roots } = buildTree(items)
    return { roots, layout: layoutTree(roots, sizes) }
  })

  test('places every node, and no two boxes overlap', () => {
    fc.assert(
      fc.property(drawn, ({ roots, layout }) => {
        const boxes = [...layout.boxes.values()]
        expect(boxes).toHaveLength(walk(roots).length)
        boxes.forEach((a, i) => {
          for (const b of boxes.slice(i + 1)) {
            const apart =
              a.x + sizes.width <= b.x ||
              b.x + sizes.width <= a.x ||
              a.y + sizes.height <= b.y ||
              b.y + sizes.height <= a.y
            expect(apart).toBe(true)
          }
        })
      }),
    )
  })

  test('draws children below their parent, inside the page, and a line to each', () => {
    fc.assert(
      fc.property(drawn, ({ roots, layout }) => {
        for (const node of walk(roots)) {
          const parent = layout.boxes.get(node.item.id)
          for (const child of node.children) expect(layout.boxes.get(child.item.id)?.y).toBeGreaterThan(parent?.y ?? 0)
        }
        expect(layout.lines).toHaveLength(walk(roots).reduce((sum, node) => sum + node.children.length, 0))
        for (const box of layout.boxes.values()) {
          expect(box.x >= 0 && box.x + sizes.width <= layout.width).toBe(true)
          expect(box.y >= 0 && box.y + sizes.height <= layout.height).toBe(true)
        }
      }),
    )
  })

  test('ends each line at its box', () => {
    fc.assert(
      fc.property(drawn, ({ layout }) => {
        for (const line of layout.lines) {
          const [x, y] = line.points.at(-1) ?? [0, 0]
          const box = layout.boxes.get(line.to)
          expect(
            box && x >= box.x - 0.001 && x <= box.x + sizes.width && y >= box.y - 0.001 && y <= box.y + sizes.height,
          ).toBe(true)
        }
      }),
    )
  })

  test('from left to right puts every child to the right of its parent, and no two boxes on each other', () => {
    fc.assert(
      fc.property(anything, (items) => {
        const { roots } = buildTree(items)
        const { boxes } = layoutAcross(roots, sizes)
        for (const node of walk(roots))
          for (const child of node.children)
            expect(boxes.get(child.item.id)?.x).toBeGreaterThan(boxes.get(node.item.id)?.x ?? 0)
        const all = [...boxes.values()]
        all.forEach((a, i) => {
          for (const b of all.slice(i + 1))
            expect(Math.abs(a.x - b.x) >= sizes.width || Math.abs(a.y - b.y) >= sizes.height).toBe(true)
        })
      }),
    )
  })
})
