import type { AnyRecord } from '../record/define.ts'
import type { Field, Money } from '../record/field.ts'
import { labelOf, storedFields } from '../record/registry.ts'
import { formatValue } from '../record/text.ts'
import { dayText } from '../web/field/when.ts'
import { countText, decimalText, durationText, moneyText, percentText } from '../web/field/words.ts'

type Values = Readonly<Record<string, unknown>>

/** The fields that an approval can be bound to: those that are stored, and no secrets. */
export const bindable = (record: AnyRecord): readonly string[] =>
  storedFields(record).flatMap(([name, { kind }]) => (kind === 'secret' ? [] : [name]))

/** What an approval is bound to unless somebody says: not what few may see, since whoever is asked is shown it. */
export const boundUnlessSaid = (record: AnyRecord): readonly string[] =>
  bindable(record).filter((name) => record.fields[name]?.options.read === undefined)

/** What is bound: the values of the fields, references as ids, so that renaming what one points at changes nothing. */
export const boundValues = (row: Values, fields: readonly string[]): Values =>
  Object.fromEntries(fields.map((name) => [name, bare(row[name] ?? null)]))

/** The values as whoever decides reads them; empty ones are left out, unless they were something else before. */
export function shownValues(record: AnyRecord, row: Values, { fields, before }: Binding) {
  return fields.flatMap((name) => {
    const field = record.fields[name]
    if (!field) return []
    const value = readable(field, row[name] ?? null)
    const old = before.get(name)
    const differs = old !== undefined && old !== value
    if (value === '' && !differs) return []
    return [{ field: name, label: labelOf(name, field), value, ...(differs && { before: old }) }]
  })
}
interface Binding {
  readonly fields: readonly string[]
  /** How fields read when they were approved before. */
  readonly before: ReadonlyMap<string, string>
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare)
  const isReference = typeof value === 'object' && value !== null && 'id' in value && 'title' in value
  return isReference ? value.id : value
}

/** A value as people read it, wherever they are: '€12,500.00', '14 Mar 2027'. */
function readable(field: Field<unknown>, value: unknown): string {
  const read = reads[field.kind]
  return value === null || !read ? formatValue(field, value) : read(value)
}
const reads: Readonly<Record<string, (value: unknown) => string>> = {
  // Neither a mail nor the page behind its link draws Markdown: bold words are words.
  longText: (value) => String(value).replaceAll(/\*\*([^*\n]+)\*\*/g, '$1'),
  money: (value) => moneyText(value as Money),
  decimal: (value) => decimalText(String(value)),
  percent: (value) => percentText(String(value)),
  int: (value) => countText(Number(value)),
  duration: (value) => durationText(Number(value)),
  bool: (value) => (value === true ? 'Yes' : 'No'),
  date: (value) => dayText(String(value)),
  // A mail is read in any time zone, so the moment says its own.
  dateTime: (value) => `${dayText(String(value).slice(0, 10))}, ${String(value).slice(11, 16)} UTC`,
}
