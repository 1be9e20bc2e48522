import type { AnyRecord } from '../../record/define.ts'
import { type Ref, f } from '../../record/field.ts'
import { labelOf } from '../../record/registry.ts'
import { asRecord } from '../record/fields-as-record.ts'

/** One step of an approval as it is asked for: who decides, and how many of them. */
export interface AskedStep {
  /** 'people', `field:<name>` of the record, or `asker:<name>` of whoever asks. */
  readonly who: string
  readonly people: readonly Ref[]
  readonly quorum: 'all' | 'any'
}
export interface WhoChoice {
  readonly value: string
  readonly label: string
}

export const firstStep: AskedStep = { who: 'people', people: [], quorum: 'all' }

/** Who can be asked: people one by one, whom a field of the record names, and whom one's own record names as theirs. */
export function whoChoices(record: AnyRecord, person: AnyRecord): readonly WhoChoice[] {
  const naming = (of: AnyRecord) =>
    Object.entries(of.fields).filter(([, field]) => field.options.to === person.name && field.kind === 'ref')
  return [
    { value: 'people', label: 'People I choose' },
    ...naming(record).map(([name, field]) => ({
      value: `field:${name}`,
      label: `${labelOf(name, field)} of this ${record.label[0].toLowerCase()}`,
    })),
    ...naming(person)
      .filter(([, field]) => field.options.tree)
      .map(([name, field]) => ({ value: `asker:${name}`, label: `My ${labelOf(name, field).toLowerCase()}` })),
  ]
}

/** The steps as the API takes them, in their order. */
export function stepsToSend(steps: readonly AskedStep[], choices: readonly WhoChoice[]): readonly object[] {
  return steps.map(({ who, people, quorum }) => {
    const [kind = '', field = ''] = who.split(':')
    const approvers = who === 'people' ? people.map(({ id }) => ({ kind: 'record', id })) : [{ kind, field }]
    const label =
      who === 'people'
        ? people.map(({ title }) => title ?? '').join(people.length > 2 ? ', ' : ' and ')
        : (choices.find(({ value }) => value === who)?.label ?? who)
    return { label: label.slice(0, 120), approvers, quorum }
  })
}

/** What is still missing, in words; null when the request can be sent. */
export function missingIn(title: string, steps: readonly AskedStep[]): string | null {
  if (title.trim() === '') return 'Say what is to be approved.'
  const empty = steps.findIndex(({ who, people }) => who === 'people' && people.length === 0)
  return empty < 0 ? null : steps.length === 1 ? 'Choose who decides.' : `Choose who decides in step ${empty + 1}.`
}

/** The people of a step, as a record of one field, so that the ordinary editor serves. */
export const peopleField = (person: AnyRecord): AnyRecord =>
  asRecord('step', { people: f.refs(person.name, { label: 'Who', required: true }) })
