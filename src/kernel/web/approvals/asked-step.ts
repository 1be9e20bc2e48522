import type { Approver, PlainApprover } from '../../approvals/approver.ts'
import type { NewStep } from '../../approvals/steps.ts'
import type { AnyRecord } from '../../record/define.ts'
import { type Ref, f } from '../../record/field.ts'
import { labelOf } from '../../record/registry.ts'
import { asRecord } from '../record/fields-as-record.ts'

/** Who is asked, as it is chosen. */
export interface Party {
  /** 'people', 'role', `field:<name>` of the record, `asker:<name>` of whoever asks, or 'kept': what only the API can say. */
  readonly who: string
  readonly people: readonly Ref[]
  readonly role: string
  readonly kept: readonly PlainApprover[]
}
/** Who is asked up to an amount; empty: of all that is larger. */
export interface AmountPart extends Party {
  readonly upTo: string
}
/** One step of an approval as it is asked for; `who` may be `amount:<name>` of a field, too. */
export interface AskedStep extends Party {
  readonly quorum: 'all' | 'any' | number
  readonly lines: readonly AmountPart[]
  /** It is open at the same time as the step before. */
  readonly isTogether: boolean
}
export interface WhoChoice {
  readonly value: string
  readonly label: string
}
/** The names of people and roles, as far as they are known. */
export interface Names {
  readonly person: (id: string) => string | null
  readonly role: (name: string) => string
}

export const nobodyYet: Party = { who: 'people', people: [], role: '', kept: [] }
export const firstStep: AskedStep = { ...nobodyYet, quorum: 'all', lines: [], isTogether: false }
export const firstLines: readonly AmountPart[] = [
  { ...nobodyYet, upTo: '5000' },
  { ...nobodyYet, upTo: '' },
]
const amounts = ['money', 'decimal', 'int']

/** Who can be asked: people one by one, a role, whom the record or one's own record names, and whoever is responsible for an amount. */
export function whoChoices(record: AnyRecord, person: AnyRecord): readonly WhoChoice[] {
  const naming = (of: AnyRecord) =>
    Object.entries(of.fields).filter(([, field]) => field.options.to === person.name && field.kind === 'ref')
  return [
    { value: 'people', label: 'People I choose' },
    { value: 'role', label: 'Whoever has a role' },
    ...naming(record).map(([name, field]) => ({
      value: `field:${name}`,
      label: `${labelOf(name, field)} of this ${record.label[0].toLowerCase()}`,
    })),
    ...naming(person)
      .filter(([, field]) => field.options.tree)
      .map(([name, field]) => ({ value: `asker:${name}`, label: `My ${labelOf(name, field).toLowerCase()}` })),
    ...Object.entries(record.fields)
      .filter(([, field]) => amounts.includes(field.kind))
      .map(([name, field]) => ({
        value: `amount:${name}`,
        label: `By the size of ${labelOf(name, field).toLowerCase()}`,
      })),
  ]
}

/** The steps as the API takes them, in their order, each named by who decides in it. */
export function stepsToSend(
  steps: readonly AskedStep[],
  { choices, names }: { choices: readonly WhoChoice[]; names: Names },
): readonly NewStep[] {
  let position = 0
  return steps.map((step) => {
    if (!step.isTogether || position === 0) position += 1
    const label = wordsOf(step, choices, names).slice(0, 120)
    return { label, position, quorum: step.quorum, approvers: approversOf(step) }
  })
}

function approversOf(step: AskedStep): readonly Approver[] {
  const [kind, field = ''] = step.who.split(':')
  if (kind !== 'amount') return plainApprovers(step)
  const lines = step.lines.map((line) => ({
    ...(line.upTo !== '' && { upTo: line.upTo }),
    approvers: plainApprovers(line),
  }))
  return [{ kind, field, lines }]
}

function plainApprovers({ who, people, role, kept }: Party): readonly PlainApprover[] {
  const [kind, field = ''] = who.split(':')
  if (kind === 'people') return people.map(({ id }) => ({ kind: 'record', id }))
  if (kind === 'role') return [{ kind, name: role }]
  if (kind === 'field' || kind === 'asker') return [{ kind, field }]
  return kept
}

/** Who is asked, in words. */
export function wordsOf({ who, people, role }: Party, choices: readonly WhoChoice[], names: Names): string {
  if (who === 'people') {
    const all = people.map(({ id, title }) => title ?? names.person(id) ?? '')
    return all.join(all.length > 2 ? ', ' : ' and ')
  }
  if (who === 'role') return names.role(role)
  return choices.find(({ value }) => value === who)?.label ?? 'Others'
}

/** Steps as they were sent, to be chosen anew. */
export function stepsFrom(steps: readonly NewStep[]): readonly AskedStep[] {
  return steps.map(({ approvers, position, quorum = 'all' }, at) => {
    const isTogether = at > 0 && position !== undefined && position === steps[at - 1]?.position
    const [only] = approvers
    if (approvers.length !== 1 || only?.kind !== 'amount')
      return { ...firstStep, quorum, isTogether, ...partyOf(approvers) }
    const lines = only.lines.map((line) => ({ ...partyOf(line.approvers), upTo: line.upTo ?? '' }))
    return { ...firstStep, quorum, isTogether, who: `amount:${only.field}`, lines }
  })
}

function partyOf(approvers: readonly Approver[]): Party {
  const plain = approvers.filter((one) => one.kind !== 'amount')
  const [only] = plain
  const people = plain.flatMap((one) => (one.kind === 'record' ? [{ id: one.id, title: null }] : []))
  if (people.length === plain.length) return { ...nobodyYet, people }
  if (plain.length === 1 && only?.kind === 'role') return { ...nobodyYet, who: 'role', role: only.name }
  if (plain.length === 1 && only?.kind === 'asker') return { ...nobodyYet, who: `asker:${only.field}` }
  if (plain.length === 1 && only?.kind === 'field' && only.whose === undefined)
    return { ...nobodyYet, who: `field:${only.field}` }
  return { ...nobodyYet, who: 'kept', kept: plain }
}

/** What is still missing, in words; null when the request can be sent. */
export function missingIn(title: string, steps: readonly AskedStep[]): string | null {
  if (title.trim() === '') return 'Say what is to be approved.'
  const empty = steps.findIndex((step) => (step.who.startsWith('amount:') ? isOpen(step) : isEmpty(step)))
  return empty < 0 ? null : steps.length === 1 ? 'Choose who decides.' : `Choose who decides in step ${empty + 1}.`
}

const isEmpty = ({ who, people, role, kept }: Party): boolean =>
  (who === 'people' && people.length === 0) || (who === 'role' && role === '') || (who === 'kept' && kept.length === 0)
const isOpen = ({ lines }: AskedStep): boolean => lines.length === 0 || lines.some(isEmpty)

/** The people of a step, as a record of one field, so that the ordinary editor serves. */
export const peopleField = (person: AnyRecord): AnyRecord =>
  asRecord('step', { people: f.refs(person.name, { label: 'Who', required: true }) })
