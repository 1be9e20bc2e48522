import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Form, questionsOf } from './form.ts'
import { addQuestion, addSection, moveQuestion, withoutQuestion, withoutSection } from './form-changes.ts'

const form: Form = {
  sections: [
    {
      title: 'One',
      questions: [
        { key: 'a', kind: 'text', asks: 'A?' },
        { key: 'b', kind: 'text', asks: 'B?' },
      ],
    },
    { title: 'Two', questions: [{ key: 'c', kind: 'text', asks: 'C?' }] },
  ],
}
const shape = ({ sections }: Form) => sections.map(({ questions }) => questions.map(({ key }) => key).join(''))

describe('writing a form', () => {
  test('moves a question within its section, over its edge, and no further than the ends', () => {
    expect(shape(moveQuestion(form, 'b', -1))).toEqual(['ba', 'c'])
    expect(shape(moveQuestion(form, 'b', 1))).toEqual(['a', 'bc'])
    expect(shape(moveQuestion(form, 'c', -1))).toEqual(['abc', ''])
    expect(shape(moveQuestion(form, 'a', -1))).toEqual(['ab', 'c'])
    expect(shape(moveQuestion(form, 'c', 1))).toEqual(['ab', 'c'])
  })

  test('takes a section away without its questions', () => {
    expect(shape(withoutSection(form, 1))).toEqual(['abc'])
    expect(shape(withoutSection(form, 0))).toEqual(['ab', 'c'])
  })

  test('makes the first section with the first question', () => {
    const question = { key: 'a', kind: 'text', asks: 'A?' } as const
    expect(shape(addQuestion({ sections: [] }, 0, question))).toEqual(['a'])
    expect(shape(addQuestion(addSection(form), 2, { ...question, key: 'd' }))).toEqual(['ab', 'c', 'd'])
    expect(shape(withoutQuestion(form, 'a'))).toEqual(['b', 'c'])
  })

  test('no move loses or doubles a question', () => {
    const move = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom<1 | -1>(1, -1))
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        const moved = moves.reduce((now, [key, by]) => moveQuestion(now, key, by), form)
        expect(
          questionsOf(moved)
            .map(({ key }) => key)
            .toSorted(),
        ).toEqual(['a', 'b', 'c'])
      }),
    )
  })
})
