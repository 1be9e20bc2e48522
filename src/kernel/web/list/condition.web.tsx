import { useQuery } from '@tanstack/react-query'
import type { AnyRecord } from '../../record/define.ts'
import type { Field } from '../../record/field.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import { read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { fieldOf, labelFor } from '../field/fields.ts'
import { unseen } from '../field/reference.web.tsx'
import { ShowValue } from '../field/show.web.tsx'
import { wordOf } from '../field/words.ts'
import { askedBy, type Operator } from './operators.ts'
import css from './list.module.css'

/** A condition of a filter as a short sentence: 'Manager is Priya Nair'. */
export function ConditionText({ record, name, condition }: { record: AnyRecord; name: string; condition: unknown }) {
  const field = fieldOf(record, name)
  const label = <span className={css.dim}>{labelFor(record, name)}</span>
  if (!field || condition === undefined) return <>{label} …</>
  const asked = askedBy(field, condition)
  if (!asked)
    return (
      <>
        {label} {parts(record, name, field, condition)}
      </>
    )
  return (
    <>
      {label} <span className={css.dim}>{asked.operator.label}</span>{' '}
      <Operand record={record} name={name} field={field} operator={asked.operator} value={asked.value} />
    </>
  )
}

/** Several conditions at once, such as from and to; what has no words of its own is told as it is. */
function parts(record: AnyRecord, name: string, field: Field<unknown>, condition: unknown) {
  const pairs = typeof condition === 'object' && condition !== null ? Object.entries(condition) : []
  const known = pairs.map(([key, value]) => askedBy(field, { [key]: value }))
  if (known.length === 0 || known.includes(null)) return 'fits a condition'
  return known.map((asked, index) =>
    asked ? (
      <span key={asked.operator.key}>
        {index > 0 && ' and '}
        <span className={css.dim}>{asked.operator.label}</span>{' '}
        <Operand record={record} name={name} field={field} operator={asked.operator} value={asked.value} />
      </span>
    ) : null,
  )
}

interface OperandProps {
  readonly record: AnyRecord
  readonly name: string
  readonly field: Field<unknown>
  readonly operator: Operator
  readonly value: unknown
}

function Operand({ record, name, field, operator, value }: OperandProps) {
  if (operator.takes === 'nothing') return null
  if (operator.takes === 'days') return <>{Number(value) === 1 ? 'day' : `${String(value)} days`}</>
  if (operator.takes === 'yesNo') return <>{value === true ? 'yes' : 'no'}</>
  if (operator.takes !== 'values')
    return field.kind === 'date' && !/^\d/.test(String(value)) ? (
      <>{inSentence(wordOf(String(value)))}</>
    ) : (
      <ShowValue record={record} field={name} value={value} isLine dates="exact" />
    )
  const values = value as readonly unknown[]
  if (field.kind === 'ref' || field.kind === 'refs')
    return <Titles to={field.options.to ?? ''} ids={values.map(String)} />
  return <>{joined(values.map((one) => wordOf(String(one), field.options.says)))}</>
}

const joined = (words: readonly string[]): string =>
  words.length > 3 ? `${words.slice(0, 2).join(', ')} or ${words.length - 2} more` : words.join(' or ')

const own: Readonly<Record<string, string>> = { me: 'me', myGroups: 'one of mine' }

/** The titles of the records that a filter names by their ids. */
function Titles({ to, ids }: { to: string; ids: readonly string[] }) {
  const titleOf = useTitles(to, ids)
  return <>{joined(ids.map((id) => titleOf(id) ?? '…'))}</>
}

/** Looks up titles by id; null while they are on their way. */
export function useTitles(to: string | undefined, ids: readonly string[]): (id: string) => string | null {
  const record = useRegistry().records.find(({ name }) => name === to)
  const wanted = ids.filter((id) => !own[id])
  const { data } = useQuery({
    queryKey: ['titles', to, wanted],
    queryFn: ({ signal }) => {
      const filter = JSON.stringify({ id: wanted })
      const query = { filter, archived: 'with', limit: 50 }
      return read<{ rows: readonly { id: string; title: string }[] }>(`/${record ? pathOf(record) : ''}`, query, signal)
    },
    enabled: record !== undefined && wanted.length > 0,
    staleTime: 60_000,
  })
  return (id) => own[id] ?? data?.rows.find((row) => row.id === id)?.title ?? (data ? unseen : null)
}
