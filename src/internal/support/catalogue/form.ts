import { type Condition, holdsFor } from './condition.ts'
import type { Pattern } from './pattern.ts'

/** What is asked of whoever orders something: sections of questions, as data. */
export interface Form {
  readonly sections: readonly Section[]
}
export interface Section {
  readonly title: string
  readonly help?: string | undefined
  readonly showWhen?: Condition | undefined
  readonly questions: readonly Question[]
}
/** One question. `key` names its answer for good; all else may change. */
export interface Question {
  readonly key: string
  readonly kind: QuestionKind
  readonly asks: string
  readonly help?: string | undefined
  readonly isRequired?: boolean | undefined
  /** Asked only when this holds over answers that come before it. */
  readonly showWhen?: Condition | undefined
  /** What stands there at first. */
  readonly starts?: Start | undefined
  /** Choices to take from. */
  readonly options?: readonly Option[] | undefined
  /** Bounds: characters of a text, how many of choices, the amount of a number or of money, days for a date ('today+14d'). */
  readonly least?: number | string | undefined
  readonly most?: number | string | undefined
  readonly pattern?: Pattern | undefined
  /** The amount answered is what the request costs: it decides who approves. */
  readonly isCost?: boolean | undefined
}
export interface Option {
  readonly value: string
  readonly label: string
  readonly help?: string | undefined
}
export const questionKinds = [
  'text',
  'longText',
  'choice',
  'choices',
  'yesNo',
  'date',
  'number',
  'money',
  'person',
  'service',
  'file',
] as const
export type QuestionKind = (typeof questionKinds)[number]

/** What a question may begin with, or a condition may look at: facts about whom it is for. */
export const personFacts = [
  'name',
  'email',
  'kind',
  'jobTitle',
  'phone',
  'businessUnit',
  'location',
  'manager',
] as const
export type PersonFact = (typeof personFacts)[number]
export type FormPerson = { readonly id: string } & Readonly<Partial<Record<PersonFact, unknown>>>
export type Start = { readonly value: unknown } | { readonly person: PersonFact }

/** One of the files that answer a question: sent ahead of the order, and named by the id it got. */
export interface SentFile {
  readonly id: string
  readonly name: string
}

export type Answers = Readonly<Record<string, unknown>>
/** Whom it is for, and the day it is there. */
export interface Around {
  readonly person: FormPerson | null
  readonly today: string
}

/** The questions that are asked, given the answers so far. What a hidden question was answered counts for nothing. */
export function visible(form: Form, answers: Answers, around: Around): readonly Question[] {
  const counted: Record<string, unknown> = {}
  const asked: Question[] = []
  const holds = (condition: Condition | undefined) =>
    condition === undefined || holdsFor(condition, { answers: counted, person: around.person })
  for (const section of form.sections) {
    if (!holds(section.showWhen)) continue
    for (const question of section.questions) {
      if (!holds(question.showWhen)) continue
      asked.push(question)
      if (isAnswered(answers[question.key])) counted[question.key] = answers[question.key]
    }
  }
  return asked
}

/** The answers that count: those to questions that are asked, and nothing else. */
export const pruned = (form: Form, answers: Answers, around: Around): Answers =>
  Object.fromEntries(
    visible(form, answers, around).flatMap(({ key }) => (isAnswered(answers[key]) ? [[key, answers[key]]] : [])),
  )

export const questionsOf = (form: Form): readonly Question[] => form.sections.flatMap(({ questions }) => questions)

/** Whether there is an answer at all: not nothing, no blank text, no empty list. */
export const isAnswered = (value: unknown): boolean =>
  !(
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  )
