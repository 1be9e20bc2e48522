import { type Form, type Question, type QuestionKind, questionsOf } from './form.ts'

/** What whoever writes a form calls each kind of question. */
export const kindWords: Readonly<Record<QuestionKind, string>> = {
  text: 'A line of text',
  longText: 'Several lines of text',
  choice: 'One of several',
  choices: 'Any of several',
  yesNo: 'Yes or no',
  date: 'A day',
  number: 'A number',
  money: 'An amount of money',
  person: 'A person',
  service: 'A service',
  file: 'Files',
}
/** A key for a new question that no other one of the form has. */
export const freshKey = (taken: readonly string[], stem: string): string => {
  for (let count = 1; ; count += 1) if (!taken.includes(`${stem}${count}`)) return `${stem}${count}`
}

/** The questions that come before one: those a condition may look at. */
export function questionsBefore(form: Form, key: string): readonly Question[] {
  const all = questionsOf(form)
  const at = all.findIndex((question) => question.key === key)
  return at < 0 ? all : all.slice(0, at)
}
