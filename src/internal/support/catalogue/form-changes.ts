import type { Form, Question, Section } from './form.ts'

/** How a form changes while it is written: each gives another form. */
export const withSection = (form: Form, index: number, section: Section): Form => ({
  sections: form.sections.with(index, section),
})

export const withQuestion = (form: Form, key: string, question: Question): Form =>
  inSections(form, (questions) => questions.map((one) => (one.key === key ? question : one)))

export const withoutQuestion = (form: Form, key: string): Form =>
  inSections(form, (questions) => questions.filter((one) => one.key !== key))

/** Adds a question at the end of a section; the first one makes the section, too. */
export const addQuestion = (form: Form, index: number, question: Question): Form => ({
  sections:
    form.sections.length === 0
      ? [{ title: 'About your request', questions: [question] }]
      : form.sections.map((section, at) =>
          at === index ? { ...section, questions: [...section.questions, question] } : section,
        ),
})

export const addSection = (form: Form): Form => ({
  sections: [...form.sections, { title: `Section ${form.sections.length + 1}`, questions: [] }],
})

/** Takes a section away; its questions join the one before it. */
export function withoutSection(form: Form, index: number): Form {
  const gone = form.sections[index]
  const before = form.sections[index - 1]
  if (!gone || !before) return form
  const joined = { ...before, questions: [...before.questions, ...gone.questions] }
  return { sections: form.sections.with(index - 1, joined).toSpliced(index, 1) }
}

/** Moves a question one place up or down, over the edge of its section into the next one. */
export function moveQuestion(form: Form, key: string, by: 1 | -1): Form {
  const at = form.sections.findIndex(({ questions }) => questions.some((one) => one.key === key))
  const section = form.sections[at]
  const place = section?.questions.findIndex((one) => one.key === key) ?? -1
  const question = section?.questions[place]
  if (!section || !question) return form
  const rest = section.questions.toSpliced(place, 1)
  const target = place + by
  if (target >= 0 && target < section.questions.length)
    return withSection(form, at, { ...section, questions: rest.toSpliced(target, 0, question) })
  const next = form.sections[at + by]
  if (!next) return form
  const moved = { ...next, questions: by === 1 ? [question, ...next.questions] : [...next.questions, question] }
  return withSection(withSection(form, at, { ...section, questions: rest }), at + by, moved)
}

const inSections = (form: Form, change: (questions: readonly Question[]) => readonly Question[]): Form => ({
  sections: form.sections.map((section) => ({ ...section, questions: change(section.questions) })),
})
