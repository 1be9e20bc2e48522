import { describe, expect, test } from 'vitest'
import { formOfBundle, type Part, partsWanted } from './bundle.ts'
import { check } from './form.check.ts'
import { problemOfForm } from './form.problem.ts'
import { type Form, pruned, visible } from './form.ts'

const around = { person: null, today: '2027-03-01' }
const own: Form = {
  sections: [{ title: 'Who', questions: [{ key: 'day', kind: 'date', asks: 'When?', isRequired: true }] }],
}
const laptop: Part = {
  id: 'laptop',
  name: 'New laptop',
  form: {
    sections: [
      {
        title: 'Laptop',
        questions: [
          { key: 'day', kind: 'date', asks: 'When do you need it?', isRequired: true },
          { key: 'large', kind: 'yesNo', asks: 'A large one?', isRequired: true },
          {
            key: 'why',
            kind: 'text',
            asks: 'Why?',
            isRequired: true,
            showWhen: { answer: 'large', is: 'equals', value: true },
          },
        ],
      },
    ],
  },
}
const access: Part = {
  id: 'access',
  name: 'Access',
  form: { sections: [{ title: 'What', questions: [{ key: 'why', kind: 'text', asks: 'Why?' }] }] },
}
const form = formOfBundle(own, [laptop, access])

describe('a bundle', () => {
  test('asks its own questions first, then whether each part is wanted and what that one asks', () => {
    expect(problemOfForm(form)).toBeNull()
    const asked = (answers: Record<string, unknown>) => visible(form, answers, around).map(({ key }) => key)
    expect(asked({ with0: true, with1: false })).toEqual(['day', 'with0', 'p0_large', 'with1'])
    expect(asked({ with0: true, p0_large: true, with1: false })).toContain('p0_why')
  })

  test('doesn’t ask twice what its parts ask, too, and tells them', () => {
    const answers = { day: '2027-04-01', with0: true, p0_large: true, p0_why: 'Maps', with1: false, p1_why: 'hidden' }
    expect(check(form, answers, around)).toEqual([])
    expect(partsWanted(own, [laptop, access], pruned(form, answers, around))).toEqual([
      { part: laptop, answers: { day: '2027-04-01', large: true, why: 'Maps' } },
    ])
  })

  test('asks nothing of a part that isn’t wanted, and makes nothing of it', () => {
    const answers = { day: '2027-04-01', with0: false, with1: false }
    expect(check(form, answers, around)).toEqual([])
    expect(partsWanted(own, [laptop, access], answers)).toEqual([])
  })
})
