import type { Condition } from './condition.ts'
import { type Answers, type Form, type Question, questionsOf, type Section } from './form.ts'

/** What a bundle is put together of: an item's name and questions. */
export interface Part {
  readonly id: string
  readonly name: string
  readonly form: Form
}

/** The form of a bundle: its own questions, then each part with the question whether it is wanted. A question that the bundle asks itself isn't asked again by a part. */
export function formOfBundle(own: Form, parts: readonly Part[]): Form {
  const shared = keysOf(own)
  return { sections: [...own.sections, ...parts.flatMap((part, index) => sectionsOf(part, index, shared))] }
}

/** The parts that are wanted, each with its answers, out of those to the bundle's form. */
export function partsWanted(
  own: Form,
  parts: readonly Part[],
  answers: Answers,
): readonly { readonly part: Part; readonly answers: Answers }[] {
  const shared = keysOf(own)
  return parts.flatMap((part, index) => {
    if (answers[wanted(index)] !== true) return []
    const given = questionsOf(part.form).flatMap(({ key }) => {
      const value = answers[shared.has(key) ? key : keyOf(index, key)]
      return value === undefined ? [] : [[key, value] as const]
    })
    return [{ part, answers: Object.fromEntries(given) }]
  })
}

function sectionsOf({ name, form }: Part, index: number, shared: ReadonlySet<string>): readonly Section[] {
  const isWanted: Condition = { answer: wanted(index), is: 'equals', value: true }
  const rename = (key: string) => (shared.has(key) ? key : keyOf(index, key))
  const whether: Question = {
    key: wanted(index),
    kind: 'yesNo',
    asks: `${name}: is it needed?`,
    isRequired: true,
    starts: { value: true },
  }
  const questions = form.sections.flatMap((section) =>
    section.questions
      .filter(({ key }) => !shared.has(key))
      .map((question): Question => {
        const conditions = [section.showWhen, question.showWhen].filter((one) => one !== undefined)
        const all = [isWanted, ...conditions.map((one) => renamed(one, rename))]
        return { ...question, key: rename(question.key), showWhen: { all } }
      }),
  )
  return [{ title: name, questions: [whether, ...questions] }]
}

function renamed(condition: Condition, rename: (key: string) => string): Condition {
  if ('all' in condition) return { all: condition.all.map((part) => renamed(part, rename)) }
  if ('any' in condition) return { any: condition.any.map((part) => renamed(part, rename)) }
  if ('not' in condition) return { not: renamed(condition.not, rename) }
  return 'answer' in condition ? { ...condition, answer: rename(condition.answer) } : condition
}

const keysOf = (form: Form): ReadonlySet<string> => new Set(questionsOf(form).map(({ key }) => key))
const wanted = (index: number): string => `with${index}`
const keyOf = (index: number, key: string): string => `p${index}_${key}`
