import type { Problem } from '../../../kernel/record/define.ts'
import { f, type Field, type Money } from '../../../kernel/record/field.ts'
import { relativeDay } from '../../../kernel/record/relative-day.ts'
import { checkValue, isUuid } from '../../../kernel/record/values.ts'
import { type Answers, type Around, type Form, isAnswered, type Question, type SentFile, visible } from './form.ts'
import { looksLike } from './pattern.ts'

/** What is wrong with the answers to a form, each at its question; answers to questions that aren't asked are let be. */
export const check = (form: Form, answers: Answers, around: Around): readonly Problem[] =>
  visible(form, answers, around).flatMap((question) => {
    const says = problemOfAnswer(question, answers[question.key], around)
    return says === null ? [] : [{ field: question.key, says }]
  })

/** What is wrong with one answer, in words; null when nothing is. */
export function problemOfAnswer(question: Question, answer: unknown, { today }: Pick<Around, 'today'>): string | null {
  if (!isAnswered(answer)) return question.isRequired ? needed(question) : null
  return checks[question.kind](question, answer, today)
}

type Check = (question: Question, answer: unknown, today: string) => string | null
const ofField = (field: Field<unknown>, answer: unknown): string | null => {
  const checked = checkValue(field, answer)
  return 'says' in checked ? sentence(checked.says) : null
}
const sentence = (says: string): string => `This ${says}`

const text =
  (kind: 'text' | 'longText', longest: number): Check =>
  (question, answer) => {
    const max = numberOr(question.most, longest)
    const wrong = ofField(kind === 'text' ? f.text({ max }) : f.longText({ max }), answer)
    if (wrong !== null || typeof answer !== 'string') return wrong
    const least = numberOr(question.least, 0)
    if ([...answer.trim()].length < least) return `Write at least ${least} characters.`
    return question.pattern && !looksLike(answer, question.pattern) ? question.pattern.says : null
  }

const reference =
  (what: string): Check =>
  (_, answer) => {
    const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : answer
    return isUuid(id) ? null : `Choose a ${what}.`
  }

const checks: Readonly<Record<Question['kind'], Check>> = {
  text: text('text', 200),
  longText: text('longText', 5000),
  yesNo: (_, answer) => (typeof answer === 'boolean' ? null : 'Say yes or no.'),
  choice: ({ options = [] }, answer) =>
    options.some(({ value }) => value === answer) ? null : 'Choose one of what is offered.',
  choices: ({ options = [], least, most }, answer) => {
    const isOffered = (one: unknown) => options.some(({ value }) => value === one)
    if (!Array.isArray(answer) || !answer.every(isOffered) || new Set(answer).size !== answer.length)
      return 'Choose from what is offered.'
    if (answer.length < numberOr(least, 0)) return `Choose at least ${least}.`
    return answer.length > numberOr(most, Number.POSITIVE_INFINITY) ? `Choose at most ${most}.` : null
  },
  date: ({ least, most }, answer, today) => {
    const wrong = ofField(f.date(), answer)
    if (wrong !== null) return wrong
    const [first, last] = [dayOf(least, today), dayOf(most, today)]
    if (first !== null && String(answer) < first) return `Choose ${first} or later.`
    return last !== null && String(answer) > last ? `Choose ${last} or earlier.` : null
  },
  number: (question, answer) =>
    typeof answer === 'number' && Number.isFinite(answer) ? outside(question, answer) : 'Write a number.',
  money: (question, answer) => {
    const wrong = ofField(f.money(), answer)
    return wrong ?? outside(question, Number((answer as Money).amount), ` ${(answer as Money).currency}`)
  },
  person: reference('person'),
  service: reference('service'),
  file: (_, answer) =>
    !Array.isArray(answer) || !answer.every(isSentFile)
      ? 'Choose files that were sent.'
      : answer.length > mostFiles
        ? `Choose at most ${mostFiles} files.`
        : new Set(answer.map(({ id }) => id)).size < answer.length
          ? 'Choose each file once.'
          : null,
}

const mostFiles = 10
const isSentFile = (one: unknown): one is SentFile =>
  typeof one === 'object' && one !== null && 'id' in one && isUuid(one.id)

function outside({ least, most }: Question, value: number, unit = ''): string | null {
  if (value < numberOr(least, Number.NEGATIVE_INFINITY)) return `At least ${least}${unit}.`
  return value > numberOr(most, Number.POSITIVE_INFINITY) ? `At most ${most}${unit}.` : null
}

const numberOr = (bound: number | string | undefined, other: number): number =>
  bound === undefined || bound === '' || !Number.isFinite(Number(bound)) ? other : Number(bound)

/** The day that a bound means: a day, or one such as 'today+14d'. */
export const dayOf = (bound: number | string | undefined, today: string): string | null =>
  typeof bound !== 'string' || bound === '' ? null : (relativeDay(bound, today) ?? bound)

const needed = ({ kind }: Question): string =>
  ({
    choice: 'Choose one.',
    choices: 'Choose at least one.',
    yesNo: 'Say yes or no.',
    date: 'Choose a day.',
    person: 'Choose a person.',
    service: 'Choose a service.',
    file: 'Add a file.',
    text: 'This is needed.',
    longText: 'This is needed.',
    number: 'This is needed.',
    money: 'This is needed.',
  })[kind]
