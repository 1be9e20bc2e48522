import { Select } from '@mantine/core'
import type { ColumnMapping } from '../../importing/mapping.ts'
import { targetLabel } from '../../importing/mapping.ts'
import { lookupFields } from '../../importing/references.ts'
import type { AnyRecord } from '../../record/define.ts'
import type { Field } from '../../record/field.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { formatValue, parseText } from '../../record/text.ts'
import { useRegistry } from '../application.web.ts'
import { dayText } from '../field/when.ts'
import columns from './columns.module.css'

interface Props {
  readonly record: AnyRecord
  readonly samples: readonly string[]
  readonly mapping: ColumnMapping
  /** First values of the column that makes one value together with this: an amount has its currency there. */
  readonly beside: readonly string[] | null
  readonly onChange: (next: ColumnMapping) => void
}

/** How the text of a column is read, where it could be read in several ways, shown at its first value. */
export function Reading({ record, samples, mapping, beside, onChange }: Props) {
  const field = mapping.field === null ? undefined : record.fields[mapping.field]
  const isCurrency = field?.kind === 'money' && beside !== null && !samples.some((text) => /\d/.test(text))
  if (!field || isCurrency) return <span className={columns.reading} />
  return (
    <div className={columns.reading}>
      <Choice field={field} mapping={mapping} onChange={onChange} />
      <ReadAs field={field} samples={samples} mapping={withCurrency(mapping, beside)} />
    </div>
  )
}

const orders = [
  { value: 'DMY', label: 'Day, month, year' },
  { value: 'MDY', label: 'Month, day, year' },
  { value: 'YMD', label: 'Year, month, day' },
]
const signs = [
  { value: ',', label: 'Decimal comma: 1.234,56' },
  { value: '.', label: 'Decimal point: 1,234.56' },
]
const unknowns = [
  { value: 'refuse', label: 'Unknown: refuse the row' },
  { value: 'empty', label: 'Unknown: leave it empty' },
]

function Choice({
  field,
  mapping,
  onChange,
}: {
  field: Field<unknown>
  mapping: ColumnMapping
  onChange: Props['onChange']
}) {
  const target = useRegistry().records.find(({ name }) => name === field.options.to)
  const pick = (
    label: string,
    data: readonly { value: string; label: string }[],
    value: string,
    change: (value: string) => Partial<ColumnMapping>,
  ) => (
    <Select
      aria-label={label}
      size="sm"
      data={[...data]}
      value={value}
      allowDeselect={false}
      onChange={(next) => next && onChange({ ...mapping, ...change(next) })}
    />
  )
  if (field.kind === 'date' || field.kind === 'dateTime')
    return pick('Order of day and month', orders, mapping.dateOrder ?? 'DMY', (next) => ({
      dateOrder: orders.find(({ value }) => value === next)?.value as ColumnMapping['dateOrder'],
    }))
  if (['decimal', 'percent', 'money'].includes(field.kind))
    return pick('Decimal sign', signs, mapping.decimal ?? '.', (next) => ({ decimal: next === ',' ? ',' : '.' }))
  if (!target) return null
  const keys = [
    { value: '', label: 'Found by any key or name' },
    ...lookupFields(target).map((value) => ({ value, label: `Found by ${inSentence(targetLabel(target, value))}` })),
  ]
  return (
    <>
      {pick('What references are found by', keys, mapping.by ?? '', (next) => ({ by: next || undefined }))}
      {pick('What happens to unknown references', unknowns, mapping.unknown ?? 'refuse', (next) => ({
        unknown: next === 'empty' ? 'empty' : 'refuse',
      }))}
    </>
  )
}

const withCurrency = (mapping: ColumnMapping, beside: readonly string[] | null): ColumnMapping =>
  beside?.[0] === undefined ? mapping : { ...mapping, currency: beside[0] }

/** The first value as it is understood, or why it isn't. */
function ReadAs({
  field,
  samples,
  mapping,
}: {
  field: Field<unknown>
  samples: readonly string[]
  mapping: ColumnMapping
}) {
  if (['ref', 'refs', 'text', 'longText'].includes(field.kind)) return null
  const { dateOrder, decimal, yearsFrom, currency, separator } = mapping
  const read = samples.map((text) => ({
    text,
    parsed: parseText(field, text, { dateOrder, decimal, yearsFrom, currency, separator }),
  }))
  const wrong = read.find(({ parsed }) => 'says' in parsed)
  if (wrong && 'says' in wrong.parsed)
    return (
      <span className={columns.unread}>
        ‘{wrong.text}’ {wrong.parsed.says}
      </span>
    )
  const changed = read.find(({ text, parsed }) => 'value' in parsed && shown(field, parsed.value) !== text)
  if (!changed || !('value' in changed.parsed)) return null
  return (
    <span className={columns.readAs}>
      {changed.text} → {shown(field, changed.parsed.value)}
    </span>
  )
}

const shown = (field: Field<unknown>, value: unknown): string =>
  field.kind === 'date' && typeof value === 'string' ? dayText(value) : formatValue(field, value)
