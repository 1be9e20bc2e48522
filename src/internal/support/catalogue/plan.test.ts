import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inTheWay, mayBegin, type Plan, problemOfPlan, type StandingTask, tasksFor, type TaskState } from './plan.ts'

const laptop: Plan = {
  tasks: [
    { key: 'order', title: 'Order it' },
    { key: 'account', title: 'Make an account' },
    { key: 'image', title: 'Install it', after: ['order'] },
    {
      key: 'monitor',
      title: 'Bring a monitor',
      after: ['order'],
      when: { answer: 'monitor', is: 'equals', value: true },
    },
    { key: 'hand', title: 'Hand it over', after: ['image', 'account', 'monitor'] },
  ],
}
const standing = (plan: Plan, states: Readonly<Record<string, TaskState>> = {}): readonly StandingTask[] =>
  tasksFor(plan, {}, { person: null }).map(({ key, after = [], isOptional = false }) => ({
    key,
    after,
    isOptional,
    state: states[key] ?? 'waiting',
  }))

describe('what may begin', () => {
  test('at once what comes after nothing, side by side', () => {
    expect(mayBegin(standing(laptop))).toEqual(['order', 'account'])
  })

  test('a task only once all before it are done or skipped', () => {
    expect(mayBegin(standing(laptop, { order: 'done', account: 'open' }))).toEqual(['image'])
    expect(mayBegin(standing(laptop, { order: 'done', image: 'done', account: 'open' }))).toEqual([])
    expect(mayBegin(standing(laptop, { order: 'done', image: 'done', account: 'skipped' }))).toEqual(['hand'])
  })

  test('what failed holds up what follows it, and the request', () => {
    const tasks = standing(laptop, { order: 'failed', account: 'done' })
    expect(mayBegin(tasks)).toEqual([])
    expect(inTheWay(tasks).map(({ key }) => key)).toEqual(['order', 'image', 'hand'])
  })

  test('a task that isn’t needed doesn’t come into being, and what follows comes after what it came after', () => {
    const plan: Plan = {
      tasks: [
        { key: 'a', title: 'A' },
        { key: 'b', title: 'B', after: ['a'], when: { answer: 'x', is: 'answered' } },
        { key: 'c', title: 'C', after: ['b'] },
      ],
    }
    expect(tasksFor(plan, {}, { person: null }).map(({ key, after }) => [key, after])).toEqual([
      ['a', []],
      ['c', ['a']],
    ])
    expect(tasksFor(plan, { x: 'yes' }, { person: null })).toHaveLength(3)
  })
})

describe('what is wrong with a plan', () => {
  test('nothing', () => expect(problemOfPlan(laptop)).toBeNull())
  test.each([
    [
      'a task after a later one',
      {
        tasks: [
          { key: 'a', title: 'A', after: ['b'] },
          { key: 'b', title: 'B' },
        ],
      },
      'doesn’t stand before',
    ],
    ['a task after itself', { tasks: [{ key: 'a', title: 'A', after: ['a'] }] }, 'doesn’t stand before'],
    ['a task without words', { tasks: [{ key: 'a', title: ' ' }] }, 'what is to be done'],
    [
      'a key twice',
      {
        tasks: [
          { key: 'a', title: 'A' },
          { key: 'a', title: 'B' },
        ],
      },
      'another task’s',
    ],
  ])('%s', (_, plan, says) => expect(problemOfPlan(plan)).toContain(says))
})

const anyPlan: fc.Arbitrary<Plan> = fc
  .array(
    fc.record({ after: fc.array(fc.nat(20), { maxLength: 4 }), isNeeded: fc.boolean(), isOptional: fc.boolean() }),
    { minLength: 1, maxLength: 12 },
  )
  .map((tasks) => ({
    tasks: tasks.map(({ after, isNeeded, isOptional }, index) => ({
      key: `t${index}`,
      title: `T${index}`,
      isOptional,
      after: index === 0 ? [] : [...new Set(after.map((one) => `t${one % index}`))],
      ...(isNeeded ? {} : { when: { answer: 'never', is: 'answered' as const } }),
    })),
  }))

describe('of every plan', () => {
  test('working off what may begin comes to an end with nothing in the way, each task begun once and in its order', () => {
    fc.assert(
      fc.property(anyPlan, fc.infiniteStream(fc.boolean()), (plan, chance) => {
        expect(problemOfPlan(plan)).toBeNull()
        const states: Record<string, TaskState> = {}
        const begun: string[] = []
        for (let next = mayBegin(standing(plan, states)); next.length > 0; next = mayBegin(standing(plan, states)))
          for (const key of next) {
            begun.push(key)
            states[key] = chance.next().value ? 'done' : 'skipped'
          }
        const tasks = standing(plan, states)
        expect(begun.toSorted()).toEqual(tasks.map(({ key }) => key).toSorted())
        for (const { key, after } of tasks)
          for (const one of after) expect(begun.indexOf(one)).toBeLessThan(begun.indexOf(key))
        expect(inTheWay(tasks)).toEqual([])
      }),
    )
  })
})
