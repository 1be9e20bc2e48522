import { problemOfAnswer } from './form.check.ts'
import { type Answers, type Around, type Form, isAnswered, type Question, questionsOf } from './form.ts'

/** The answers a form begins with for one person; what would be no answer to its question is left open. */
export const startsOf = (form: Form, { person, today }: Around): Answers =>
  Object.fromEntries(
    questionsOf(form).flatMap((question) => {
      const value = startOf(question, person)
      return isAnswered(value) && problemOfAnswer(question, value, { today }) === null ? [[question.key, value]] : []
    }),
  )

function startOf({ kind, starts }: Question, person: Around['person']): unknown {
  if (starts === undefined) return undefined
  if ('value' in starts) return starts.value
  const fact = person?.[starts.person]
  const isText = kind === 'text' || kind === 'longText'
  return isText && typeof fact === 'object' && fact !== null && 'title' in fact ? fact.title : fact
}
