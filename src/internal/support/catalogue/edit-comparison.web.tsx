import { Select, TextInput } from '@mantine/core'
import { f, type Ref } from '../../../kernel/record/field.ts'
import { EditValue } from '../../../kernel/web/field/edit.web.tsx'
import { asRecord } from '../../../kernel/web/record/fields-as-record.ts'
import { type Comparing, comparisons, type Comparison } from './condition.ts'
import { comparingsOf, comparingWords } from './condition-words.ts'
import type { Question } from './form.ts'
import css from './edit-condition.module.css'

interface Props {
  readonly part: Comparison
  readonly before: readonly Question[]
  readonly change: (part: Comparison) => void
}

/** One comparison: an earlier answer or a fact about whom it is for, what is asked of it, and a value. */
export function EditComparison({ part, before, change }: Props) {
  const question = 'answer' in part ? before.find(({ key }) => key === part.answer) : undefined
  const fact = 'person' in part ? facts.find(({ key }) => key === part.person) : undefined
  const comparings = question ? comparingsOf(question.kind) : (fact?.comparings ?? comparisons)
  const answers = before.map(({ key, asks }) => ({ value: `answer ${key}`, label: asks || key }))
  return (
    <div className={css.inputs}>
      <Select
        aria-label="Which answer"
        data={[
          ...(answers.length > 0 ? [{ group: 'What was answered', items: answers }] : []),
          { group: 'Whom it is for', items: facts.map(({ key, says }) => ({ value: `person ${key}`, label: says })) },
        ]}
        value={'answer' in part ? `answer ${part.answer}` : `person ${part.person}`}
        allowDeselect={false}
        error={!question && !fact && 'This isn’t asked before it any more.'}
        onChange={(next) => {
          const asked = before.find(({ key }) => next === `answer ${key}`)
          const known = facts.find(({ key }) => next === `person ${key}`)
          if (asked) change(overAnswer(asked))
          else if (known) change(overFact(known))
        }}
      />
      <Select
        aria-label="What is asked of it"
        data={comparings.map((is) => ({ value: is, label: comparingWords[is] }))}
        value={part.is}
        allowDeselect={false}
        onChange={(next) => {
          const is = comparings.find((one) => one === next)
          if (!is) return
          const { value, ...subject } = part
          change(is === 'answered' || value === undefined ? { ...subject, is } : { ...subject, is, value })
        }}
      />
      {part.is !== 'answered' && <ValueInput part={part} question={question} fact={fact} change={change} />}
    </div>
  )
}

interface ValueProps extends Pick<Props, 'part' | 'change'> {
  readonly question: Question | undefined
  readonly fact: Fact | undefined
}

function ValueInput({ part, question, fact, change }: ValueProps) {
  const options = question?.kind === 'yesNo' ? yesNo : (question?.options ?? fact?.options)
  if (options)
    return (
      <Select
        aria-label="Value"
        data={options.map(({ value, label }) => ({ value, label }))}
        value={part.value === undefined ? null : String(part.value)}
        allowDeselect={false}
        onChange={(next) => change({ ...part, value: question?.kind === 'yesNo' ? next === 'true' : next })}
      />
    )
  if (fact?.refersTo)
    return (
      <EditValue
        record={fact.refersTo}
        field="value"
        value={(part.value as Ref | undefined) ?? null}
        isLabelled={false}
        onChange={(next) => change({ ...part, value: next ?? undefined })}
      />
    )
  const isNumber = question?.kind === 'number' || question?.kind === 'money'
  return (
    <TextInput
      aria-label="Value"
      value={part.value === undefined ? '' : String(part.value)}
      inputMode={isNumber ? 'decimal' : 'text'}
      onChange={({ currentTarget }) => change({ ...part, value: currentTarget.value })}
    />
  )
}

const yesNo = [
  { value: 'true', label: 'yes' },
  { value: 'false', label: 'no' },
]

/** What a condition may ask of whom it is for. */
interface Fact {
  readonly key: string
  readonly says: string
  readonly comparings: readonly Comparing[]
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly refersTo?: ReturnType<typeof asRecord>
}
const referring = (to: string, label: string) => asRecord('comparison', { value: f.ref(to, { label }) })
const facts: readonly Fact[] = [
  {
    key: 'kind',
    says: 'Their kind',
    comparings: ['equals'],
    options: [
      { value: 'employee', label: 'employee' },
      { value: 'contractor', label: 'contractor' },
      { value: 'external', label: 'external' },
    ],
  },
  { key: 'jobTitle', says: 'Their job title', comparings: ['contains', 'equals', 'answered'] },
  {
    key: 'businessUnit',
    says: 'Their business unit',
    comparings: ['equals', 'answered'],
    refersTo: referring('business_unit', 'Business unit'),
  },
  {
    key: 'location',
    says: 'Their location',
    comparings: ['equals', 'answered'],
    refersTo: referring('location', 'Location'),
  },
]

/** A comparison to begin with: over the answer that stands nearest, or over whom it is for where nothing is asked before. */
export function freshComparison(before: readonly Question[]): Comparison {
  const nearest = before.at(-1)
  return nearest ? overAnswer(nearest) : { person: 'kind', is: 'equals', value: 'contractor' }
}

function overAnswer({ key, kind, options }: Question): Comparison {
  const is = comparingsOf(kind)[0] ?? 'answered'
  const value = kind === 'yesNo' ? true : options?.[0]?.value
  return is === 'answered' ? { answer: key, is } : { answer: key, is, ...(value !== undefined && { value }) }
}

const overFact = ({ key, comparings, options }: Fact): Comparison => ({
  person: key,
  is: comparings[0] ?? 'answered',
  ...(options?.[0] && { value: options[0].value }),
})
