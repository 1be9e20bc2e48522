import { ruleVerbs } from '../../automation/verbs.ts'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'

const words: Readonly<Record<string, string>> = {
  created: 'was created',
  updated: 'was changed',
  moved: 'moved on',
  archived: 'was archived',
  restored: 'was restored',
  commented: 'was commented on',
  called: 'is what a rule called for',
}

/** `person.updated` as what follows a record's name: 'was changed'. */
export function eventWords(event: string, rule: string | null): string {
  const verb = event.split('.')[1] ?? ''
  return rule === null ? (words[verb] ?? verb) : `is what the rule “${rule}” called for`
}

/** What stands in place of a record that the reader may not see, or that is gone. */
export function unnamed(event: string, recordOf: (name: string) => AnyRecord | undefined): string {
  const record = recordOf(event.split('.')[0] ?? '')
  return record ? `A ${inSentence(record.label[0])}` : 'Something'
}

/** What a webhook tells, in one sentence. */
export function toldText(types: readonly AnyRecord[], verbs: readonly string[]): string {
  const what = types.length === 0 ? 'all records' : listed(types.map(({ label }) => inSentence(label[1])))
  const isAll = verbs.length === 0 || ruleVerbs.every((verb) => verbs.includes(verb))
  return isAll ? `whatever happens to ${what}` : `${what} that are ${listed(verbs)}`
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
