import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, type DecidedStep, neededOf, type Quorum, type Vote } from './decide.ts'
import { plainOf } from './approver.ts'

const now = new Date('2026-03-02T09:00:00Z')
const open = { now, until: null }
const step = (id: string, more: Partial<DecidedStep> = {}): DecidedStep => ({
  id,
  position: 1,
  quorum: 'all',
  seats: ['ana', 'jonas'],
  ...more,
})
const vote = (at: string, seat: string, isYes = true): Vote => ({ step: at, seat, isYes })

const quorums: fc.Arbitrary<Quorum> = fc.oneof(
  fc.constant('all' as const),
  fc.constant('any' as const),
  fc.integer({ min: 1, max: 5 }),
)
const worlds = fc
  .array(
    fc.record({ position: fc.integer({ min: 1, max: 3 }), quorum: quorums, size: fc.integer({ min: 1, max: 4 }) }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .chain((shapes) => {
    const steps = shapes.map(({ position, quorum, size }, at): DecidedStep => {
      const seats = Array.from({ length: size }, (_, seat) => `seat ${at}.${seat}`)
      return { id: `step ${at}`, position, quorum, seats }
    })
    const all = steps.flatMap(({ id, seats }) => (seats ?? []).map((seat) => ({ step: id, seat })))
    return fc.record({
      steps: fc.constant(steps),
      votes: fc
        .shuffledSubarray(all)
        .chain((some) => fc.tuple(...some.map((one) => fc.boolean().map((isYes): Vote => ({ ...one, isYes }))))),
    })
  })

describe('what votes come to', () => {
  it('is the same in whichever order they were given', () => {
    fc.assert(
      fc.property(worlds, ({ steps, votes }) => {
        expect(decide(steps, votes.toReversed(), open)).toEqual(decide(steps, votes, open))
      }),
    )
  })
  it('is approved exactly when every step has its quorum', () => {
    fc.assert(
      fc.property(worlds, ({ steps, votes }) => {
        const hasQuorum = ({ id, quorum, seats }: DecidedStep): boolean =>
          votes.filter((one) => one.step === id && one.isYes).length >= neededOf(quorum, seats?.length ?? 0)
        expect(decide(steps, votes, open).state === 'approved').toBe(steps.every(hasQuorum))
      }),
    )
  })
  it('never changes once decided, whoever else votes', () => {
    fc.assert(
      fc.property(worlds, fc.nat(), ({ steps, votes }, cut) => {
        const early = decide(steps, votes.slice(0, cut % (votes.length + 1)), open).state
        if (early === 'rejected' || early === 'approved') {
          // A step further on may be rejected by votes that nobody could give yet; what stood stays.
          const reached = decide(steps, votes, open).state
          expect(reached).toBe(early)
        }
      }),
    )
  })
  it('opens a position only once everything before it is approved', () => {
    fc.assert(
      fc.property(worlds, ({ steps, votes }) => {
        const { steps: states } = decide(steps, votes, open)
        for (const later of steps.filter(({ id }) => states.get(id) === 'open'))
          for (const earlier of steps.filter(({ position }) => position < later.position))
            expect(states.get(earlier.id)).toBe('approved')
      }),
    )
  })
  it('asks two of three, and is lost once two say no', () => {
    const three = [step('a', { quorum: 2, seats: ['ana', 'jonas', 'priya'] })]
    expect(decide(three, [vote('a', 'ana'), vote('a', 'jonas', false)], open).state).toBe('waiting')
    expect(decide(three, [vote('a', 'ana', false), vote('a', 'jonas', false)], open).state).toBe('rejected')
  })
  it('asks nobody of a later step after a rejection', () => {
    const steps = [step('a'), step('b', { position: 2, seats: null })]
    expect([...decide(steps, [vote('a', 'ana', false)], open).steps.values()]).toEqual(['rejected', 'needless'])
  })
  it('lapses when its day has come, and not when it is decided', () => {
    const over = { now, until: now }
    expect(decide([step('a')], [vote('a', 'ana')], over).state).toBe('lapsed')
    expect(decide([step('a')], [vote('a', 'ana'), vote('a', 'jonas')], over).state).toBe('approved')
  })
  it('counts no vote of somebody without a seat, nor a step that nobody sits in', () => {
    expect(decide([step('a', { quorum: 'any' })], [vote('a', 'eve')], open).state).toBe('waiting')
    expect(decide([step('a', { seats: [], quorum: 'all' })], [], open).state).toBe('waiting')
  })
})

describe('an amount', () => {
  const lines = [
    { upTo: '1000', approvers: [{ kind: 'role' as const, name: 'lead' }] },
    { upTo: '25000.50', approvers: [{ kind: 'role' as const, name: 'manager' }] },
    { approvers: [{ kind: 'role' as const, name: 'cio' }] },
  ]
  const who = (cost: unknown) => plainOf([{ kind: 'amount', field: 'cost', lines }], { cost })
  it.each([
    ['1000.00', 'lead'],
    ['1000.01', 'manager'],
    ['25000.50', 'manager'],
    ['25000.51', 'cio'],
    ['90071992547409931.00', 'cio'],
  ])('of %s is for the %s', (amount, name) => {
    expect(who({ amount, currency: 'EUR' })).toEqual([{ kind: 'role', name }])
  })
  it('that isn’t known is for the last line', () => {
    expect(who(null)).toEqual([{ kind: 'role', name: 'cio' }])
  })
})
