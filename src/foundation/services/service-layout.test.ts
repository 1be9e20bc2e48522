import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Edge } from '../pictures/index.ts'
import { arrange, boxHeight, boxWidth } from './service-layout.ts'

const boxes = fc.uniqueArray(
  fc.record({ id: fc.nat(30).map((n) => `s${n}`), kind: fc.constantFrom('business', 'technical', null) }),
  { selector: (box) => box.id, maxLength: 30 },
)
const drawn = boxes.chain((all) => {
  const id = fc.constantFrom(...all.map((box) => box.id), 'gone')
  return fc.record({
    all: fc.constant(all),
    edges: fc.array(fc.record({ from: id, to: id }), { maxLength: 60 }) as fc.Arbitrary<Edge[]>,
  })
})

describe('the arrangement of services', () => {
  test('places every box once, inside the sheet, none on another', () => {
    fc.assert(
      fc.property(drawn, ({ all, edges }) => {
        const { places, width, height } = arrange(all, edges)
        expect([...places.keys()].toSorted()).toEqual(all.map((box) => box.id).toSorted())
        const spots = [...places.values()]
        spots.forEach((a, i) => {
          expect(a.x >= 0 && a.y >= 0 && a.x + boxWidth <= width + 0.01 && a.y + boxHeight <= height).toBe(true)
          for (const b of spots.slice(i + 1))
            expect(Math.abs(a.x - b.x) >= boxWidth || Math.abs(a.y - b.y) >= boxHeight).toBe(true)
        })
      }),
    )
  })

  test('puts business services above technical ones', () => {
    fc.assert(
      fc.property(drawn, ({ all, edges }) => {
        const { places } = arrange(all, edges)
        const ys = (isBusiness: boolean) =>
          all.filter((box) => (box.kind === 'business') === isBusiness).map((box) => places.get(box.id)?.y ?? 0)
        expect(Math.max(-1, ...ys(true))).toBeLessThan(Math.min(Number.POSITIVE_INFINITY, ...ys(false)))
      }),
    )
  })

  test('puts a service above what it depends on', () => {
    const all = ['a', 'b', 'c', 'd'].map((id) => ({ id, kind: 'technical' }))
    const { places } = arrange(all, [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'd', to: 'c' },
    ])
    const y = (id: string) => places.get(id)?.y ?? 0
    expect(y('a')).toBeLessThan(y('b'))
    expect(y('b')).toBeLessThan(y('c'))
    expect(y('d')).toBeLessThan(y('c'))
  })
})
