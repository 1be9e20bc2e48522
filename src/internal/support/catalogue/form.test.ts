import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Condition, holdsFor } from './condition.ts'
import { check } from './form.check.ts'
import { problemOfForm } from './form.problem.ts'
import { startsOf } from './form.starts.ts'
import { type Answers, type Form, pruned, type Question, visible } from './form.ts'

const sent = { id: '01234567-0123-4123-8123-0123456789ab', name: 'picture.png' }
const around = { person: null, today: '2027-03-01' }
const formOf = (...questions: readonly Question[]): Form => ({ sections: [{ title: 'About it', questions }] })
const laptop = formOf(
  {
    key: 'device',
    kind: 'choice',
    asks: 'What do you need?',
    isRequired: true,
    options: [
      { value: 'laptop', label: 'A laptop' },
      { value: 'phone', label: 'A phone' },
    ],
  },
  {
    key: 'size',
    kind: 'number',
    asks: 'How many inches?',
    least: 13,
    most: 17,
    isRequired: true,
    showWhen: { answer: 'device', is: 'equals', value: 'laptop' },
  },
  {
    key: 'why',
    kind: 'text',
    asks: 'Why so large?',
    isRequired: true,
    showWhen: { answer: 'size', is: 'greater', value: 15 },
  },
)
const keys = (form: Form, answers: Answers) => visible(form, answers, around).map(({ key }) => key)
const says = (form: Form, answers: Answers) =>
  Object.fromEntries(check(form, answers, around).map((problem) => [problem.field, problem.says]))

describe('what a form asks', () => {
  test('follows from what was answered before', () => {
    expect(keys(laptop, {})).toEqual(['device'])
    expect(keys(laptop, { device: 'laptop' })).toEqual(['device', 'size'])
    expect(keys(laptop, { device: 'laptop', size: 17 })).toEqual(['device', 'size', 'why'])
  })

  test('Formcreator #1442: an answer whose question went away shows nothing else, and counts for nothing', () => {
    const changedMind = { device: 'phone', size: 17, why: 'I see badly' }
    expect(keys(laptop, changedMind)).toEqual(['device'])
    expect(pruned(laptop, changedMind, around)).toEqual({ device: 'phone' })
    expect(check(laptop, changedMind, around)).toEqual([])
  })

  test('Formcreator #1399: a hidden section hides its questions', () => {
    const form: Form = {
      sections: [
        { title: 'You', questions: [{ key: 'isNew', kind: 'yesNo', asks: 'Are they new?' }] },
        {
          title: 'Their start',
          showWhen: { answer: 'isNew', is: 'equals', value: true },
          questions: [{ key: 'day', kind: 'date', asks: 'When?', isRequired: true }],
        },
      ],
    }
    expect(check(form, { isNew: false }, around)).toEqual([])
    expect(says(form, { isNew: true })).toEqual({ day: 'Choose a day.' })
  })
})

describe('what is wrong with answers', () => {
  const one = (question: Omit<Question, 'key' | 'asks'>, answer: unknown) =>
    says(formOf({ key: 'it', asks: 'It?', ...question }), { it: answer })['it'] ?? null

  test.each<[string, Omit<Question, 'key' | 'asks'>, unknown, string | null]>([
    ['nothing where something is needed', { kind: 'text', isRequired: true }, '  ', 'This is needed.'],
    ['a text that is too short', { kind: 'longText', least: 10 }, 'broken', 'Write at least 10 characters.'],
    [
      'a text that looks otherwise',
      { kind: 'text', pattern: { like: '\\P\\C-9999', says: 'It stands on the sticker, such as PC-0815.' } },
      'PC-81',
      'It stands on the sticker, such as PC-0815.',
    ],
    ['the same as it should look', { kind: 'text', pattern: { like: '\\P\\C-9999', says: '…' } }, 'pc-0815', null],
    [
      'a choice that isn’t offered',
      { kind: 'choice', options: [{ value: 'a', label: 'A' }] },
      'b',
      'Choose one of what is offered.',
    ],
    [
      'too few choices',
      {
        kind: 'choices',
        least: 2,
        options: [
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ],
      },
      ['a'],
      'Choose at least 2.',
    ],
    [
      'a choice twice',
      { kind: 'choices', options: [{ value: 'a', label: 'A' }] },
      ['a', 'a'],
      'Choose from what is offered.',
    ],
    ['no is an answer', { kind: 'yesNo', isRequired: true }, false, null],
    ['a day too soon', { kind: 'date', least: 'today+7d' }, '2027-03-05', 'Choose 2027-03-08 or later.'],
    ['a day that doesn’t exist', { kind: 'date' }, '2027-02-30', 'This must be a day such as 2026-03-31.'],
    ['a number beyond its bounds', { kind: 'number', most: 3 }, 4, 'At most 3.'],
    ['text for a number', { kind: 'number' }, '4', 'Write a number.'],
    [
      'an amount beyond its bounds',
      { kind: 'money', most: 500 },
      { amount: '500.01', currency: 'EUR' },
      'At most 500 EUR.',
    ],
    ['a person who isn’t one', { kind: 'person' }, 'Ada', 'Choose a person.'],
    ['a file', { kind: 'file', isRequired: true }, [sent], null],
    ['only the name of a file', { kind: 'file', isRequired: true }, ['picture.png'], 'Choose files that were sent.'],
    ['no file where one is needed', { kind: 'file', isRequired: true }, [], 'Add a file.'],
    ['the same file twice', { kind: 'file' }, [sent, sent], 'Choose each file once.'],
  ])('%s', (_, question, answer, wanted) => expect(one(question, answer)).toBe(wanted))

  test('a key that every object has is no answer', () => {
    expect(holdsFor({ answer: 'constructor', is: 'answered' }, { answers: {}, person: null })).toBe(false)
  })
})

describe('what a form begins with', () => {
  test('Formcreator #934: shows and hides what depends on it, before anything is answered', () => {
    const form = formOf(
      { key: 'own', kind: 'yesNo', asks: 'Your own?', starts: { value: true } },
      { key: 'tag', kind: 'text', asks: 'Its tag?', showWhen: { answer: 'own', is: 'equals', value: false } },
    )
    expect(keys(form, startsOf(form, around))).toEqual(['own'])
  })

  const ada = {
    id: '1',
    name: 'Ada',
    location: { id: 'l', title: 'Graz' },
    manager: { id: '01234567-0123-4123-8123-0123456789ab', title: 'Priya' },
  }
  test('is known of the person', () => {
    const form = formOf(
      { key: 'where', kind: 'text', asks: 'Where?', starts: { person: 'location' } },
      { key: 'boss', kind: 'person', asks: 'Who?', starts: { person: 'manager' } },
      { key: 'unit', kind: 'text', asks: 'Unit?', starts: { person: 'businessUnit' } },
      { key: 'count', kind: 'number', asks: 'How many?', starts: { value: 1 } },
    )
    expect(startsOf(form, { ...around, person: ada })).toEqual({ where: 'Graz', boss: ada.manager, count: 1 })
  })
})

describe('what is wrong with a form', () => {
  const looksAt = (answer: string): Condition => ({ answer, is: 'answered' })
  test('nothing', () => expect(problemOfForm(laptop)).toBeNull())

  test('a condition over a question that isn’t there', () => {
    expect(problemOfForm(formOf({ key: 'a', kind: 'text', asks: 'A?', showWhen: looksAt('b') }))).toContain(
      'doesn’t ask',
    )
  })

  test('a circle, and a question that shows itself', () => {
    const a: Question = { key: 'a', kind: 'text', asks: 'A?', showWhen: looksAt('b') }
    expect(problemOfForm(formOf(a, { key: 'b', kind: 'text', asks: 'B?', showWhen: looksAt('a') }))).toContain(
      'isn’t asked before it',
    )
    expect(problemOfForm(formOf({ ...a, showWhen: looksAt('a') }))).toContain('isn’t asked before it')
  })

  test.each<[string, Partial<Question>, string]>([
    ['a choice of nothing', { kind: 'choice' }, 'at least one choice'],
    ['bounds the wrong way round', { kind: 'number', least: 3, most: 2 }, 'above the upper'],
    ['a bound that is no day', { kind: 'date', least: 'soon' }, 'A bound is a day'],
    ['a start that is no answer', { kind: 'number', starts: { value: 'one' } }, 'is no answer'],
    ['a pattern without words', { kind: 'text', pattern: { like: '99', says: '' } }, 'in words'],
    ['a key that every object has', { key: 'constructor' }, 'key'],
  ])('%s', (_, question, wanted) =>
    expect(problemOfForm(formOf({ key: 'a', kind: 'text', asks: 'A?', ...question }))).toContain(wanted),
  )

  test('the same key twice', () => {
    const a: Question = { key: 'a', kind: 'text', asks: 'A?' }
    expect(problemOfForm(formOf(a, a))).toContain('another question’s')
  })

  test('anything at all gets words or nothing, never a fault', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const wrong = problemOfForm({ sections: [value] })
        expect(wrong === null || wrong.length > 0).toBe(true)
      }),
    )
  })
})

const values = fc.oneof(fc.constantFrom('x', 'y', ''), fc.integer({ min: 0, max: 9 }), fc.boolean())
const comparison = (earlier: readonly string[]): fc.Arbitrary<Condition> =>
  fc.record({
    answer: fc.constantFrom(...earlier),
    is: fc.constantFrom('answered', 'equals', 'contains', 'greater', 'less'),
    value: fc.constantFrom<unknown>('x', 3, true),
  })
const condition = (earlier: readonly string[]): fc.Arbitrary<Condition> =>
  fc.letrec<{ one: Condition }>((tie) => ({
    one: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      comparison(earlier),
      tie('one').map((not) => ({ not })),
      fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    ),
  })).one
const names = ['q0', 'q1', 'q2', 'q3', 'q4', 'q5']
const anyForm: fc.Arbitrary<Form> = fc
  .tuple(
    ...names.map((key, index) =>
      fc.record({
        key: fc.constant(key),
        kind: fc.constantFrom('text', 'number', 'yesNo'),
        asks: fc.constant(key),
        isRequired: fc.boolean(),
        showWhen:
          index === 0 ? fc.constant(undefined) : fc.option(condition(names.slice(0, index)), { nil: undefined }),
      }),
    ),
  )
  .map((questions) => formOf(...(questions as readonly Question[])))
const anyAnswers = fc.dictionary(fc.constantFrom(...names), values)

describe('of every form and all answers', () => {
  test('such a form has no problem', () => {
    fc.assert(fc.property(anyForm, (form) => void expect(problemOfForm(form)).toBeNull()))
  })

  test('what is pruned asks the same, and pruning again changes nothing', () => {
    fc.assert(
      fc.property(anyForm, anyAnswers, (form, answers) => {
        const counted = pruned(form, answers, around)
        expect(keys(form, counted)).toEqual(keys(form, answers))
        expect(pruned(form, counted, around)).toEqual(counted)
        expect(check(form, counted, around)).toEqual(check(form, answers, around))
      }),
    )
  })

  test('whatever a hidden question was answered changes nothing', () => {
    fc.assert(
      fc.property(anyForm, anyAnswers, anyAnswers, (form, answers, others) => {
        const asked = keys(form, answers)
        const hidden = Object.fromEntries(Object.entries(others).filter(([key]) => !asked.includes(key)))
        const shown = Object.fromEntries(Object.entries(answers).filter(([key]) => asked.includes(key)))
        expect(keys(form, { ...hidden, ...shown })).toEqual(asked)
        expect(pruned(form, { ...hidden, ...shown }, around)).toEqual(pruned(form, answers, around))
      }),
    )
  })

  test('not is the opposite, and all of one is any of one', () => {
    fc.assert(
      fc.property(condition(names), anyAnswers, (one, answers) => {
        const known = { answers, person: null }
        expect(holdsFor({ not: one }, known)).toBe(!holdsFor(one, known))
        expect(holdsFor({ all: [one] }, known)).toBe(holdsFor({ any: [one] }, known))
      }),
    )
  })
})
