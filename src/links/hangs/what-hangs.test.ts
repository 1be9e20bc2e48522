import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { because } from './because.ts'
import { chainTo, type Tie, whatHangs, type Why } from './what-hangs.ts'

const id = fc.nat(12).map((n) => `s${n}`)
const why = fc.constantFrom<Why>('delivers', 'supports', 'depends', 'runs')
const ties = fc.array(fc.record({ on: id, hangs: id, why }), { maxLength: 45 }) as fc.Arbitrary<Tie[]>
const rank = fc.array(fc.nat(3), { minLength: 13, maxLength: 13 })
const depends = (hangs: string, on: string): Tie => ({ hangs, on, why: 'depends' })

/** How far everything is from the start, by lowering until nothing changes: slow and obviously right. */
function distances(all: readonly Tie[], start: string): Map<string, number> {
  const far = new Map([[start, 0]])
  for (let isChanged = true; isChanged; ) {
    isChanged = false
    for (const { on, hangs } of all) {
      const steps = (far.get(on) ?? Infinity) + 1
      if (steps >= (far.get(hangs) ?? Infinity)) continue
      far.set(hangs, steps)
      isChanged = true
    }
  }
  return far
}

describe('what hangs on a start', () => {
  it('is all that can be reached and nothing else, by the shortest chain of real ties', () => {
    fc.assert(
      fc.property(ties, id, rank, (all, start, ranks) => {
        const found = whatHangs({ start, ties: all, rankOf: (one) => ranks[Number(one.slice(1))] ?? 0 })
        const far = distances(all, start)
        far.delete(start)
        expect([...found.keys()].toSorted()).toEqual([...far.keys()].toSorted())
        for (const [one, { steps }] of found) {
          const chain = chainTo(found, one)
          expect(chain).toHaveLength(steps)
          expect(steps).toBe(far.get(one))
          expect(chain.every((tie) => all.includes(tie))).toBe(true)
          expect(chain.map(({ hangs }) => hangs).at(-1)).toBe(one)
          expect(chain.map(({ on }) => on)).toEqual([start, ...chain.slice(0, -1).map(({ hangs }) => hangs)])
        }
      }),
    )
  })

  it('comes the nearest first, and of those the weightiest', () => {
    fc.assert(
      fc.property(ties, id, rank, (all, start, ranks) => {
        const rankOf = (one: string): number => ranks[Number(one.slice(1))] ?? 0
        const found = [...whatHangs({ start, ties: all, rankOf }).values()]
        found.slice(1).forEach((one, index) => {
          const before = found[index]
          if (!before) return
          const isInOrder =
            before.steps < one.steps || (before.steps === one.steps && rankOf(before.id) <= rankOf(one.id))
          expect(isInOrder).toBe(true)
        })
      }),
    )
  })

  it('ends in circles, also one that leads back to the start', () => {
    const circle = [depends('b', 'a'), depends('c', 'b'), depends('a', 'c'), depends('b', 'c'), depends('b', 'b')]
    expect([...whatHangs({ start: 'a', ties: circle, rankOf: () => 0 }).keys()]).toEqual(['b', 'c'])
  })

  it('goes over the weightier side of a diamond', () => {
    const diamond = [depends('minor', 'a'), depends('vital', 'a'), depends('top', 'minor'), depends('top', 'vital')]
    const found = whatHangs({ start: 'a', ties: diamond, rankOf: (one) => (one === 'vital' ? 0 : 1) })
    expect(chainTo(found, 'top').map(({ on }) => on)).toEqual(['a', 'vital'])
  })

  it('finds 10,000 services, in a row as well as side by side', () => {
    const row = Array.from({ length: 10_000 }, (_, n) => depends(`s${n + 1}`, `s${n}`))
    const long = whatHangs({ start: 's0', ties: row, rankOf: () => 0 })
    expect(long.size).toBe(10_000)
    expect(chainTo(long, 's10000')).toHaveLength(10_000)
    const wide = Array.from({ length: 10_000 }, (_, n) => depends(`s${n + 1}`, 's0'))
    expect(whatHangs({ start: 's0', ties: wide, rankOf: () => 0 }).size).toBe(10_000)
  })
})

describe('the reason', () => {
  const names: Readonly<Record<string, string>> = { eng: 'Managed databases', db: 'Database hosting', pay: 'Payroll' }
  const telling = { nameOf: (one: string) => names[one] ?? one, supplier: 'Nordlys' }
  const bought: Tie = { on: 'vendor', hangs: 'eng', why: 'bought' }
  const delivers: Tie = { on: 'eng', hangs: 'db', why: 'delivers' }
  const say = (...chain: readonly Tie[]): string => because(chain, telling)

  it('goes from what hangs there back to the vendor', () => {
    expect(say(bought)).toBe('because we buy it of Nordlys')
    expect(say(bought, delivers)).toBe('because Nordlys delivers it under “Managed databases”')
    expect(say(bought, delivers, depends('pay', 'db'))).toBe(
      'because it depends on Database hosting, which Nordlys delivers under “Managed databases”',
    )
    expect(say(bought, { ...delivers, why: 'supports' }, depends('pay', 'db'))).toBe(
      'because it depends on Database hosting, which rests on “Managed databases”, which we buy of Nordlys',
    )
    expect(say(bought, delivers, depends('pay', 'db'), { on: 'pay', hangs: 'hr', why: 'uses' })).toBe(
      'because it uses Payroll, which depends on Database hosting, which Nordlys delivers under “Managed databases”',
    )
    expect(say(bought, delivers, { on: 'db', hangs: 't', why: 'about' })).toBe(
      'because it is about Database hosting, which Nordlys delivers under “Managed databases”',
    )
    expect(say(bought, { on: 'eng', hangs: 't', why: 'in_hand', under: 'Frame 7' })).toBe(
      'because Nordlys has it in hand under “Frame 7”',
    )
  })

  it('names no vendor to whom doesn’t see it, and counts what lies between in a long row', () => {
    expect(because([delivers], { ...telling, supplier: null })).toBe(
      'because the supplier delivers it under “Managed databases”',
    )
    const row = Array.from({ length: 9 }, (_, n) => depends(`s${n + 1}`, n === 0 ? 'db' : `s${n}`))
    expect(say(bought, delivers, ...row)).toBe(
      'because it depends on s8, which depends, over 7 others, on Database hosting, which Nordlys delivers under “Managed databases”',
    )
    expect(say(bought, delivers, ...row.slice(0, 4))).toContain('s3, which depends on s2, which depends on s1, which')
  })
})
