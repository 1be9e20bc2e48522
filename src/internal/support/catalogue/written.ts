import type { CatalogueItem } from './catalogue-item.record.ts'
import type { Condition } from './condition.ts'
import type { Form, Question } from './form.ts'
import type { PlannedTask } from './plan.ts'

/** An item as it is written down: what a catalogue begins with. Items are named by `key`, so that bundles find theirs. */
export interface Written extends Partial<Omit<CatalogueItem, 'form' | 'plan' | 'items' | 'service' | 'team'>> {
  readonly key: string
  readonly name: string
  readonly summary: string
  readonly asks: readonly Question[]
  readonly tasks: readonly PlannedTask[]
  readonly contains?: readonly string[]
}

export const yes = (answer: string): Condition => ({ answer, is: 'equals', value: true })
export const is = (answer: string, value: string): Condition => ({ answer, is: 'equals', value })
/** Choices by their words; the value is the words' first word in lower case. */
export const of = (...labels: readonly string[]) =>
  labels.map((label) => ({ value: label.toLowerCase().replace(/\W.*$/, ''), label }))

/** The questions of an item as its form: one section, named after it. */
export const formOf = ({ name, asks }: Pick<Written, 'name' | 'asks'>): Form => ({
  sections: asks.length === 0 ? [] : [{ title: name, questions: asks }],
})

/** An item's values as the store takes them, but for what it contains. */
export function valuesOf(item: Written): Record<string, unknown> {
  const { key: _, asks, tasks, contains: __, ...values } = item
  return { ...values, form: formOf({ name: item.name, asks }), plan: { tasks } }
}
