import type { Comparing, Comparison, Condition } from './condition.ts'
import { type Form, type PersonFact, type Question, type QuestionKind, questionsOf } from './form.ts'

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
export const factWords: Readonly<Record<PersonFact, string>> = {
  name: 'name',
  email: 'e-mail',
  kind: 'kind (employee, contractor, external)',
  jobTitle: 'job title',
  phone: 'phone',
  businessUnit: 'business unit',
  location: 'location',
  manager: 'manager',
}
export const comparingWords: Readonly<Record<Comparing, string>> = {
  answered: 'is answered',
  equals: 'is',
  contains: 'contains',
  greater: 'is more than',
  less: 'is less than',
}

/** What may be asked of an answer, by the kind of its question. */
export const comparingsOf = (kind: QuestionKind): readonly Comparing[] =>
  ({
    text: ['equals', 'contains', 'answered'],
    longText: ['contains', 'answered'],
    choice: ['equals', 'answered'],
    choices: ['contains', 'answered'],
    yesNo: ['equals', 'answered'],
    date: ['greater', 'less', 'equals', 'answered'],
    number: ['greater', 'less', 'equals', 'answered'],
    money: ['greater', 'less', 'answered'],
    person: ['answered'],
    service: ['answered'],
    file: ['answered'],
  })[kind] as readonly Comparing[]

/** A condition as a sentence: “Which one?” is Power, and “How many?” is more than 3. */
export function conditionText(condition: Condition, questions: readonly Question[]): string {
  if ('all' in condition) return condition.all.map((part) => conditionText(part, questions)).join(', and ')
  if ('any' in condition) return condition.any.map((part) => conditionText(part, questions)).join(', or ')
  if ('not' in condition) return `not (${conditionText(condition.not, questions)})`
  const question = 'answer' in condition ? questions.find(({ key }) => key === condition.answer) : undefined
  const subject = 'answer' in condition ? `“${question?.asks ?? condition.answer}”` : `their ${condition.person}`
  const value = condition.is === 'answered' ? '' : ` ${valueText(condition, question)}`
  return `${subject} ${comparingWords[condition.is]}${value}`
}

function valueText({ value }: Comparison, question: Question | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return question?.options?.find((option) => option.value === value)?.label ?? String(value)
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
