import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Comparison, type Condition, holdsFor } from './condition.ts'
import {
  andGroup,
  conditionOf,
  type Group,
  groupOf,
  isGroup,
  joinings,
  type Part,
  withoutPart,
} from './condition-groups.ts'
import { conditionText } from './condition-words.ts'
import { problemOfCondition } from './form.problem.ts'

const names = ['a', 'b', 'c', 'd'] as const
const comparison: fc.Arbitrary<Comparison> = fc.record({
  answer: fc.constantFrom(...names),
  is: fc.constant('equals' as const),
  value: fc.boolean(),
})
const nested = fc.letrec<{ group: Group; part: Part }>((tie) => ({
  part: fc.oneof({ depthSize: 'small', maxDepth: 3 }, comparison, tie('group')),
  group: fc.record({
    joins: fc.constantFrom(...joinings),
    parts: fc.array(tie('part'), { minLength: 1, maxLength: 3 }),
  }),
}))
const anyGroup = nested.group
const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ one: Condition }>((tie) => ({
  one: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    comparison,
    tie('one').map((not) => ({ not })),
    fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  ),
})).one
const anyAnswers = fc.dictionary(fc.constantFrom(...names), fc.boolean())
const said = (answers: Readonly<Record<string, unknown>>) => ({ answers, person: null })

/** What a group means, by counting: the yardstick that knows nothing of conditions. */
function counts(part: Part, answers: Readonly<Record<string, boolean>>): boolean {
  if (!isGroup(part)) return 'answer' in part && answers[part.answer] === part.value
  const so = part.parts.filter((one) => counts(one, answers)).length
  return part.joins === 'all' ? so === part.parts.length : part.joins === 'any' ? so > 0 : so === 0
}

// Formcreator #556: several answers at once could not be looked at.
describe('groups within groups', () => {
  test('mean what counting their parts says', () => {
    fc.assert(
      fc.property(anyGroup, anyAnswers, (group, answers) => {
        const condition = conditionOf(group)
        expect(condition && holdsFor(condition, said(answers))).toBe(counts(group, answers))
      }),
    )
  })

  test('drawn and written again, a condition means the same, and is still one that may be kept', () => {
    fc.assert(
      fc.property(anyCondition, anyAnswers, (condition, answers) => {
        const again = conditionOf(groupOf(condition)) as Condition
        expect(holdsFor(again, said(answers))).toBe(holdsFor(condition, said(answers)))
        expect(problemOfCondition(again)).toBeNull()
      }),
    )
  })

  test('written and drawn again, a group looks the same, so that nothing jumps while it is written', () => {
    fc.assert(
      fc.property(anyGroup, (group) => {
        const once = groupOf(conditionOf(group))
        expect(groupOf(conditionOf(once))).toEqual(once)
      }),
    )
  })

  test('none of them is all of their opposites, however deep', () => {
    fc.assert(
      fc.property(fc.array(anyCondition, { minLength: 1, maxLength: 3 }), anyAnswers, (parts, answers) => {
        const none = holdsFor({ not: { any: parts } }, said(answers))
        expect(holdsFor({ all: parts.map((not) => ({ not })) }, said(answers))).toBe(none)
      }),
    )
  })

  test('a group begins beside what stands there and joins the other way; emptied, it is gone', () => {
    const [a, b]: readonly Comparison[] = names.slice(0, 2).map((answer) => ({ answer, is: 'equals', value: true }))
    if (!a || !b) throw new Error('two')
    const grown = andGroup(groupOf(a), b)
    expect(conditionOf(grown)).toEqual({ all: [a, { any: [b] }] })
    expect(conditionOf({ joins: 'all', parts: [a, { joins: 'any', parts: [] }] })).toEqual({ all: [a] })
    expect(conditionOf(withoutPart(grown, 1))).toEqual(a)
    expect(conditionOf(withoutPart(groupOf(a), 0))).toBeUndefined()
  })
})

describe('a condition in words', () => {
  const questions = [
    { key: 'a', kind: 'yesNo', asks: 'New?' },
    { key: 'b', kind: 'choice', asks: 'Which?', options: [{ value: 'p', label: 'Power' }] },
    { key: 'n', kind: 'number', asks: 'How many?' },
  ] as const
  const isNew: Comparison = { answer: 'a', is: 'equals', value: true }
  const power: Comparison = { answer: 'b', is: 'equals', value: 'p' }
  const many: Comparison = { answer: 'n', is: 'greater', value: 3 }
  const head: Comparison = { person: 'jobTitle', is: 'contains', value: 'head' }

  test.each<[string, Condition]>([
    ['“New?” is yes', isNew],
    ['“New?” is yes and “Which?” is Power', { all: [isNew, power] }],
    ['“New?” is yes, “Which?” is Power or “How many?” is more than 3', { any: [isNew, power, many] }],
    [
      '“New?” is yes and either “Which?” is Power or “How many?” is more than 3',
      { all: [isNew, { any: [power, many] }] },
    ],
    [
      'either “Which?” is Power or “How many?” is more than 3, and “New?” is yes',
      { all: [{ any: [power, many] }, isNew] },
    ],
    [
      '“New?” is yes or both “Which?” is Power and their job title contains head',
      { any: [isNew, { all: [power, head] }] },
    ],
    ['“How many?” isn’t more than 3', { not: many }],
    ['neither “New?” is yes nor “Which?” is Power', { not: { any: [isNew, power] } }],
    ['not both “New?” is yes and “Which?” is Power', { not: { all: [isNew, power] } }],
    [
      '“New?” is yes and either “Which?” is Power or both “How many?” is more than 3 and their job title contains head',
      { all: [isNew, { any: [power, { all: [many, head] }] }] },
    ],
    ['their business unit is Sales', { person: 'businessUnit', is: 'equals', value: { id: '1', title: 'Sales' } }],
  ])('%s', (words, condition) => expect(conditionText(condition, questions)).toBe(words))
})
