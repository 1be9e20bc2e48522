import { relativeDay } from '../../../kernel/record/relative-day.ts'
import { checkValue } from '../../../kernel/record/values.ts'
import { f } from '../../../kernel/record/field.ts'
import { answersIn, comparisons, type Condition } from './condition.ts'
import { problemOfAnswer } from './form.check.ts'
import { personFacts, type Question, questionKinds } from './form.ts'
import { problemOfPattern } from './pattern.ts'

const mostQuestions = 100

/** What is wrong with a form, in words for whoever writes it; null when nothing is. */
export function problemOfForm(value: unknown): string | null {
  if (!isObject(value) || !Array.isArray(value['sections'])) return 'A form is {"sections":[…]}.'
  const earlier = new Map<string, Question>()
  const sections: readonly unknown[] = value['sections']
  const keys = keysIn(sections)
  for (const [index, section] of sections.entries()) {
    const name = `Section ${index + 1}`
    if (!isObject(section) || !Array.isArray(section['questions'])) return `${name} has no questions.`
    if (!isText(section['title'], 120) && index > 0) return `${name} has no title.`
    const hidden = problemOfWhen(section['showWhen'], { earlier, keys })
    if (hidden) return `${name}: ${hidden}`
    for (const question of section['questions'] as readonly unknown[]) {
      const says = problemOfQuestion(question, { earlier, keys })
      if (says) return `“${wordsOf(question)}”: ${says}`
      const asked = question as Question
      earlier.set(asked.key, asked)
    }
  }
  return earlier.size > mostQuestions ? `A form has at most ${mostQuestions} questions.` : null
}

interface Place {
  /** The questions that come before. */
  readonly earlier: ReadonlyMap<string, Question>
  /** Every key of the form. */
  readonly keys: ReadonlySet<string>
}

function problemOfQuestion(question: unknown, place: Place): string | null {
  if (!isObject(question)) return 'is no question.'
  const { key, kind, asks, showWhen, starts, options, pattern } = question
  if (!isText(asks, 300)) return 'Say what is asked, in at most 300 characters.'
  if (typeof key !== 'string' || !/^[a-z]\w{0,59}$/i.test(key) || key in Object.prototype)
    return 'The key is a word of letters and digits, such as device.'
  if (place.earlier.has(key)) return `The key ‘${key}’ is another question’s already.`
  const known = questionKinds.find((one) => one === kind)
  if (!known) return `The kind is one of ${questionKinds.join(', ')}.`
  if ((known === 'choice' || known === 'choices') && !areOptions(options))
    return 'Give at least one choice, each with words of its own, no two the same.'
  return (
    problemOfBounds(question, known) ??
    (pattern === undefined ? null : problemOfShape(pattern, known)) ??
    (question['isCost'] === true && known !== 'money' ? 'Only an amount of money is what it costs.' : null) ??
    problemOfWhen(showWhen, place) ??
    (starts === undefined ? null : problemOfStart(question as unknown as Question, starts))
  )
}

function problemOfBounds({ least, most }: Readonly<Record<string, unknown>>, kind: string): string | null {
  const bounds = [least, most].filter((bound) => bound !== undefined && bound !== '')
  const isRight = (bound: unknown): boolean =>
    kind === 'date'
      ? typeof bound === 'string' &&
        (relativeDay(bound, '2000-01-01') !== null || 'value' in checkValue(f.date({ required: true }), bound))
      : (typeof bound === 'number' || typeof bound === 'string') && Number.isFinite(Number(bound))
  if (!bounds.every(isRight))
    return kind === 'date' ? 'A bound is a day such as 2027-01-31 or today+14d.' : 'A bound is a number.'
  return kind !== 'date' && bounds.length === 2 && Number(least) > Number(most)
    ? 'The lower bound is above the upper one.'
    : null
}

function problemOfShape(pattern: unknown, kind: string): string | null {
  if (kind !== 'text') return 'Only a line of text looks like something.'
  if (!isObject(pattern) || typeof pattern['like'] !== 'string') return 'Say what it looks like, such as 99-AAA.'
  if (!isText(pattern['says'], 200)) return 'Say in words what is wanted where an answer looks otherwise.'
  return problemOfPattern(pattern['like'])
}

function problemOfStart(question: Question, starts: unknown): string | null {
  if (isObject(starts) && 'person' in starts)
    return personFacts.some((fact) => fact === starts['person'])
      ? null
      : `It may begin with the person’s ${personFacts.join(', ')}.`
  if (!isObject(starts) || !('value' in starts)) return 'What it begins with is a value, or a fact about the person.'
  const says = problemOfAnswer({ ...question, isRequired: false }, starts['value'], { today: '2000-01-01' })
  return says === null || question.kind === 'date' ? null : `What it begins with is no answer: ${says}`
}

/** What is wrong with a condition: it may only look back, so no circle can come about. */
function problemOfWhen(condition: unknown, { earlier, keys }: Place): string | null {
  if (condition === undefined) return null
  const shape = problemOfCondition(condition)
  if (shape) return shape
  const missing = answersIn(condition as Condition).find((key) => !earlier.has(key))
  if (missing === undefined) return null
  return keys.has(missing)
    ? `It is shown by the answer to ‘${missing}’, which isn’t asked before it. Move that one up: what comes later can’t show what comes earlier.`
    : `It is shown by the answer to ‘${missing}’, which this form doesn’t ask.`
}

/** What is wrong with how a condition is written; null when nothing is. */
export function problemOfCondition(condition: unknown, depth = 0): string | null {
  if (!isObject(condition) || depth > 10)
    return 'A condition is such as {"answer":"device","is":"equals","value":"laptop"}.'
  for (const joined of ['all', 'any'] as const)
    if (joined in condition) {
      const parts = condition[joined]
      if (!Array.isArray(parts) || parts.length === 0) return 'A condition of several parts has at least one.'
      return parts.map((part) => problemOfCondition(part, depth + 1)).find((says) => says !== null) ?? null
    }
  if ('not' in condition) return problemOfCondition(condition['not'], depth + 1)
  const { answer, person, is, value } = condition
  if (typeof answer !== 'string' && !personFacts.some((fact) => fact === person))
    return 'A condition looks at an earlier answer, or at a fact about the person.'
  if (!comparisons.some((one) => one === is)) return `A condition asks one of ${comparisons.join(', ')}.`
  return is !== 'answered' && (value === undefined || value === null || value === '')
    ? 'Say what the answer is compared with.'
    : null
}

const keysIn = (sections: readonly unknown[]): ReadonlySet<string> =>
  new Set(
    sections.flatMap((section) =>
      isObject(section) && Array.isArray(section['questions'])
        ? section['questions'].flatMap((question: unknown) => (isObject(question) ? [String(question['key'])] : []))
        : [],
    ),
  )

function areOptions(options: unknown): boolean {
  if (!Array.isArray(options) || options.length === 0 || options.length > 200) return false
  const isRight = options.every(
    (one: unknown) => isObject(one) && isText(one['value'], 100) && isText(one['label'], 200),
  )
  return isRight && new Set(options.map(({ value }: { value: string }) => value)).size === options.length
}

const wordsOf = (question: unknown): string =>
  isObject(question) && typeof question['asks'] === 'string' && question['asks'] !== ''
    ? question['asks'].slice(0, 60)
    : 'A question'
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
