import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, chosen, type Mode, modes, ranked } from './assign.ts'

const anyone = (id: string): Candidate => ({
  id,
  isAway: false,
  isOnShift: true,
  open: 0,
  load: 0,
  turn: null,
  skill: 0,
})
const candidate: fc.Arbitrary<Omit<Candidate, 'id'>> = fc.record({
  isAway: fc.boolean(),
  isOnShift: fc.boolean(),
  open: fc.nat(9),
  load: fc.nat(40),
  turn: fc.option(fc.nat(99)),
  skill: fc.nat(2),
})
const crew = fc
  .array(candidate, { maxLength: 8 })
  .map((crew) => crew.map((one, place): Candidate => ({ ...one, id: `p${place}` })))
const mode = fc.constantFrom<Mode>(...modes)
const limits = fc.record({ mostOpen: fc.option(fc.integer({ min: 1, max: 9 })) })

describe('whoever is given a ticket', () => {
  it('is there, works now and has room; nobody is when none such is, or when tickets are taken by hand', () => {
    fc.assert(
      fc.property(mode, crew, limits, (how, candidates, { mostOpen }) => {
        const id = chosen(how, candidates, { mostOpen })
        const canTake = (one: Candidate) => !one.isAway && one.isOnShift && (mostOpen === null || one.open < mostOpen)
        if (how === 'off' || !candidates.some(canTake)) expect(id).toBeNull()
        else expect(candidates.filter(canTake).map((one) => one.id)).toContain(id)
      }),
    )
  })

  it('does not depend on the order in which the team stands', () => {
    fc.assert(
      fc.property(mode, crew, limits, (how, candidates, most) => {
        expect(chosen(how, candidates.toReversed(), most)).toBe(chosen(how, candidates, most))
      }),
    )
  })

  it('knows most of it, where tickets go by skill', () => {
    fc.assert(
      fc.property(crew, limits, (candidates, most) => {
        const order = ranked('skill', candidates, most)
        expect(order.map(({ skill }) => skill)).toEqual(order.map(({ skill }) => skill).toSorted((a, b) => b - a))
      }),
    )
  })

  it('has least to do, where tickets go by load', () => {
    fc.assert(
      fc.property(crew, limits, (candidates, most) => {
        const [first, ...others] = ranked('least_loaded', candidates, most)
        for (const other of others) expect(first?.load).toBeLessThanOrEqual(other.load)
      }),
    )
  })
})

/** Gives out so many tickets. */
function dealt(mode: Mode, size: number, count: number): readonly Candidate[] {
  let crew = Array.from({ length: size }, (_, place) => anyone(`p${place}`))
  for (let turn = 0; turn < count; turn++) {
    const id = chosen(mode, crew, { mostOpen: null })
    crew = crew.map((one) => (one.id === id ? { ...one, turn, open: one.open + 1, load: one.load + 1 } : one))
  }
  return crew
}

it('leaves never more than one between the counts of two, in turn or by load', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Mode>('round_robin', 'least_loaded', 'skill'),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(60),
      (how, size, count) => {
        const counts = dealt(how, size, count).map(({ open }) => open)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        expect(counts.reduce((sum, one) => sum + one, 0)).toBe(count)
      },
    ),
  )
})
