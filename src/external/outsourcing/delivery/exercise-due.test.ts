import { Temporal } from 'temporal-polyfill'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Exercise, exerciseDates, type ExerciseFacts, type Outcome, sayExercise } from './exercise-due.ts'

const held = (heldOn: string, outcome: Outcome = 'worked'): Exercise => ({ state: 'held', heldOn, outcome })
const plan = (over: Partial<ExerciseFacts> = {}): ExerciseFacts => ({
  ...{ isAgreed: true, agreedOn: '2026-01-31', everyMonths: 12, afterFailure: null, exercises: [] },
  ...over,
})
const dueOn = (over: Partial<ExerciseFacts>): string | null => exerciseDates(plan(over)).exerciseDueOn

describe('when an exit plan is tried out next', () => {
  it('is counted from the day on which it was agreed, and then from the last exercise', () => {
    expect(dueOn({})).toBe('2027-01-31')
    expect(dueOn({ exercises: [held('2026-06-10'), held('2026-03-01')] })).toBe('2027-06-10')
  })

  it('ends on the last day of a month that hasn’t the day', () => {
    expect(dueOn({ everyMonths: 1 })).toBe('2026-02-28')
    expect(dueOn({ everyMonths: 6, exercises: [held('2027-08-31')] })).toBe('2028-02-29')
    expect(dueOn({ exercises: [held('2028-02-29')] })).toBe('2029-02-28')
  })

  it('comes sooner after one that failed where the plan says so, and never later', () => {
    const exercises = [held('2026-05-31', 'failed')]
    expect(dueOn({ exercises })).toBe('2027-05-31')
    expect(dueOn({ exercises, afterFailure: 1 })).toBe('2026-06-30')
    expect(dueOn({ exercises, afterFailure: 24 })).toBe('2027-05-31')
    expect(dueOn({ exercises: [held('2026-05-31', 'with_gaps')], afterFailure: 1 })).toBe('2027-05-31')
    expect(dueOn({ exercises: [...exercises, held('2026-07-01')], afterFailure: 1 })).toBe('2027-07-01')
    expect(dueOn({ exercises: [...exercises, held('2026-05-31')], afterFailure: 1 })).toBe('2026-06-30')
  })

  it('counts none that was called off, or is only planned', () => {
    const exercises = [
      held('2026-02-10'),
      { state: 'called_off', heldOn: '2026-08-01', outcome: 'failed' },
      { state: 'planned', heldOn: null, outcome: null },
    ] as const
    expect(exerciseDates(plan({ exercises, afterFailure: 1 }))).toEqual({
      ...{ exercisedOn: '2026-02-10', lastOutcome: 'worked', exerciseDueOn: '2027-02-10' },
    })
  })

  it('is no day while the plan isn’t agreed', () => {
    expect(dueOn({ isAgreed: false })).toBeNull()
    expect(dueOn({ agreedOn: null })).toBeNull()
  })

  const day = fc
    .integer({ min: 0, max: 12_000 })
    .map((n) => Temporal.PlainDate.from('2000-01-01').add({ days: n }).toString())
  const outcome = fc.constantFrom<Outcome>('worked', 'with_gaps', 'failed')
  const exercise = fc.record({
    state: fc.constantFrom('planned', 'held', 'called_off'),
    heldOn: day,
    outcome,
  }) as fc.Arbitrary<Exercise>
  const facts = fc.record({
    isAgreed: fc.constant(true),
    agreedOn: day,
    everyMonths: fc.integer({ min: 1, max: 60 }),
    afterFailure: fc.option(fc.integer({ min: 1, max: 60 })),
    exercises: fc.array(exercise, { maxLength: 6 }),
  })

  it('is after the last that was held, at most so many months, whatever the order they were written down in', () =>
    fc.assert(
      fc.property(facts, (given) => {
        const { exercisedOn, exerciseDueOn } = exerciseDates(given)
        const from = exercisedOn ?? given.agreedOn
        const most = Temporal.PlainDate.from(from).add({ months: given.everyMonths }).toString()
        expect(exerciseDueOn !== null && exerciseDueOn > from && exerciseDueOn <= most).toBe(true)
        const reversed = exerciseDates({ ...given, exercises: given.exercises.toReversed() })
        expect(reversed.exerciseDueOn).toBe(exerciseDueOn)
      }),
    ))

  it('is not moved by one that was called off', () =>
    fc.assert(
      fc.property(facts, day, (given, heldOn) => {
        const off: Exercise = { state: 'called_off', heldOn, outcome: 'failed' }
        expect(exerciseDates({ ...given, exercises: [...given.exercises, off] })).toEqual(exerciseDates(given))
      }),
    ))

  it('is never later after a failure than it would have been', () =>
    fc.assert(
      fc.property(facts, (given) => {
        const softened = { ...given, afterFailure: null }
        expect(String(exerciseDates(given).exerciseDueOn) <= String(exerciseDates(softened).exerciseDueOn)).toBe(true)
      }),
    ))
})

describe('in words', () => {
  const say = (facts: ExerciseFacts, today = '2026-07-01'): string =>
    sayExercise({ ...facts, ...exerciseDates(facts) }, { today, day: (one) => one })

  it('says when it was tried out, how that came out, and why it is due then', () => {
    expect(say(plan())).toBe(
      'It has not been tried out yet. It is tried out every 12 months, counted from 2026-01-31, when it was agreed: by 2027-01-31, in 214 days.',
    )
    expect(say(plan({ exercises: [held('2026-05-31', 'failed')], afterFailure: 1 }))).toBe(
      'It was last tried out on 2026-05-31 and failed. After one that failed it is due again within 1 month: by 2026-06-30, 1 day ago.',
    )
    expect(say(plan({ everyMonths: 1, exercises: [held('2026-06-01', 'with_gaps')] }))).toBe(
      'It was last tried out on 2026-06-01 and worked with gaps. It is tried out every month: by 2026-07-01, today.',
    )
    expect(say(plan({ isAgreed: false }))).toBe('It has not been tried out yet. It is due once the plan is agreed.')
  })
})
