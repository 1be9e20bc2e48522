import type { CatalogueItem } from './catalogue-item.record.ts'
import type { Money } from '../../../kernel/record/field.ts'
import { type Answers, type Form, type Question, questionsOf } from './form.ts'

const longest = 120

/** What a request is called: the item and for whom, or whom it is about (the answer to `who`); of a problem the first line of what was written. */
export function titleOf(
  { kind, name }: Pick<CatalogueItem, 'kind' | 'name'>,
  answers: Answers,
  other: string | null,
): string {
  const about = kind === 'problem' ? answers['what'] : undefined
  const line = typeof about === 'string' && about.length > 3 ? firstLine(about) : name
  if (other !== null) return `${line} for ${other}`
  const who = answers['who']
  return typeof who === 'object' && who !== null && 'title' in who ? `${line}: ${String(who.title)}` : line
}

/** Whether a form asks whom it is about, so that nobody has to say whom it is for. */
export const asksWhom = (form: Form): boolean =>
  questionsOf(form).some(({ key, kind }) => key === 'who' && kind === 'person')

function firstLine(text: string): string {
  const line = text.trim().split(/\r?\n|(?<=[.!?])\s/, 1)[0] ?? ''
  return line.length <= longest ? line : `${line.slice(0, longest).replace(/\s+\S*$/, '')} …`
}

/** How much of the company is affected, and how urgent it is, by the answer to a question with the key `reach`. */
export function levelsOf(answers: Answers): Readonly<Record<string, string>> {
  const found = Object.entries(reaches).find(([reach]) => reach === answers['reach'])?.[1]
  return found ? { impact: found[0], urgency: found[1] } : {}
}
const reaches: Readonly<Record<string, readonly [impact: string, urgency: string]>> = {
  nobody: ['low', 'low'],
  me: ['low', 'medium'],
  team: ['medium', 'high'],
  all: ['high', 'high'],
}

/** What it costs: what was answered where that is asked, or else what the item says. */
export function costOf(questions: readonly Question[], answers: Answers, cost: Money | null): Money | null {
  const asked = questions.find(({ key, isCost }) => isCost === true && answers[key] !== undefined)
  return asked ? (answers[asked.key] as Money) : cost
}
