import { ActionIcon, Button, Input, Select, TextInput } from '@mantine/core'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { comparisons, type Comparison, type Condition } from './condition.ts'
import type { Question } from './form.ts'
import { comparingsOf, comparingWords, conditionText } from './form-words.ts'
import css from './edit-form.module.css'

interface Props {
  readonly condition: Condition | undefined
  readonly before: readonly Question[]
  readonly change: (condition: Condition | undefined) => void
  readonly label?: string
}

/** Says in words when something is asked or done: an earlier answer, what is asked of it, and a value. */
export function EditCondition({ condition, before, change, label = 'Asked only when' }: Props) {
  const flat = flatOf(condition)
  const first = before[0]
  if (!flat)
    return (
      <Input.Wrapper label={label} labelElement="div">
        <p className={css.said}>{condition && conditionText(condition, before)}</p>
        <Button variant="subtle" onClick={() => change(undefined)}>
          Remove this condition
        </Button>
      </Input.Wrapper>
    )
  const { joins, parts } = flat
  const put = (next: readonly Comparison[], how = joins) =>
    change(next.length === 0 ? undefined : next.length === 1 ? next[0] : how === 'any' ? { any: next } : { all: next })
  return (
    <Input.Wrapper label={label} labelElement="div">
      <div className={css.conditions} role="group" aria-label={label}>
        {parts.map((part, index) => (
          <div key={index} className={css.condition}>
            {index > 0 && (
              <Select
                aria-label="Both, or one of them"
                className={css.joins}
                data={[
                  { value: 'all', label: 'and' },
                  { value: 'any', label: 'or' },
                ]}
                value={joins}
                allowDeselect={false}
                onChange={(how) => put(parts, how === 'any' ? 'any' : 'all')}
              />
            )}
            <OneComparison part={part} before={before} change={(next) => put(parts.with(index, next))} />
            <ActionIcon aria-label="Remove this condition" onClick={() => put(parts.toSpliced(index, 1))}>
              <IconX size={14} />
            </ActionIcon>
          </div>
        ))}
        {first && (
          <Button variant="subtle" onClick={() => put([...parts, freshOver(before.at(-1) ?? first)])}>
            {parts.length === 0 ? 'Only under a condition' : 'And another condition'}
          </Button>
        )}
      </div>
    </Input.Wrapper>
  )
}

interface OneProps {
  readonly part: Comparison
  readonly before: readonly Question[]
  readonly change: (part: Comparison) => void
}

function OneComparison({ part, before, change }: OneProps) {
  const key = 'answer' in part ? part.answer : ''
  const question = before.find((one) => one.key === key)
  const comparings = question ? comparingsOf(question.kind) : comparisons
  return (
    <>
      <Select
        aria-label="Which answer"
        data={before.map((one) => ({ value: one.key, label: one.asks || one.key }))}
        value={key}
        allowDeselect={false}
        error={!question}
        onChange={(next) => {
          const chosen = before.find((one) => one.key === next)
          if (chosen) change(freshOver(chosen))
        }}
      />
      <Select
        aria-label="What is asked of it"
        data={comparings.map((is) => ({ value: is, label: comparingWords[is] }))}
        value={part.is}
        allowDeselect={false}
        onChange={(next) => {
          const is = comparings.find((one) => one === next)
          if (is) change(is === 'answered' ? { answer: key, is } : { ...part, is })
        }}
      />
      {part.is !== 'answered' && <ValueInput part={part} question={question} change={change} />}
    </>
  )
}

function ValueInput({
  part,
  question,
  change,
}: Pick<OneProps, 'part' | 'change'> & { question: Question | undefined }) {
  const options =
    question?.kind === 'yesNo'
      ? [
          { value: 'true', label: 'yes' },
          { value: 'false', label: 'no' },
        ]
      : question?.options
  if (options)
    return (
      <Select
        aria-label="Value"
        data={[...options]}
        value={part.value === undefined ? null : String(part.value)}
        allowDeselect={false}
        onChange={(next) => change({ ...part, value: question?.kind === 'yesNo' ? next === 'true' : next })}
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

function freshOver({ key, kind, options }: Question): Comparison {
  const is = comparingsOf(kind)[0] ?? 'answered'
  const value = kind === 'yesNo' ? true : options?.[0]?.value
  return is === 'answered' ? { answer: key, is } : { answer: key, is, ...(value !== undefined && { value }) }
}

/** A condition as a list of comparisons that all, or any of which, must hold; null where it says more than that. */
function flatOf(
  condition: Condition | undefined,
): { readonly joins: 'all' | 'any'; readonly parts: readonly Comparison[] } | null {
  if (!condition) return { joins: 'all', parts: [] }
  const [joins, parts] =
    'all' in condition
      ? (['all', condition.all] as const)
      : 'any' in condition
        ? (['any', condition.any] as const)
        : (['all', [condition]] as const)
  const plain = parts.filter((part): part is Comparison => 'answer' in part)
  return plain.length === parts.length ? { joins, parts: plain } : null
}
