import type { AnyRecord } from './define.ts'
import type { Field, Money } from './field.ts'
import { fromMinor, toMinor } from './money.ts'
import { columnOf, storedFields } from './registry.ts'

/** Values by field, references as bare ids: what checks and rules look at. */
export type Plain = Record<string, unknown>
/** Values by column as JSON: what tables take and the history keeps. */
export type Columns = Record<string, unknown>

/** Checked values by field → columns. */
export function toColumns(record: AnyRecord, values: Readonly<Plain>): Columns {
  const columns: Columns = {}
  for (const [name, field] of storedFields(record)) {
    if (!Object.hasOwn(values, name)) continue
    const column = columnOf(name)
    const value = values[name] ?? null
    if (field.kind === 'money') {
      const money = value as Money | null
      columns[`${column}_amount`] = money && toMinor(money)
      columns[`${column}_currency`] = money && money.currency
    } else columns[column] = value
  }
  return columns
}

/** A table's row, or the fragment of one, → values by field. Fields that the fragment doesn't have are left out. */
export function toPlain(record: AnyRecord, columns: Readonly<Columns>): Plain {
  const values: Plain = {}
  for (const [name, field] of storedFields(record)) {
    const value = plainValue(name, field, columns)
    if (value !== undefined) values[name] = value
  }
  return values
}

function plainValue(name: string, field: Field<unknown>, columns: Readonly<Columns>): unknown {
  const column = columnOf(name)
  if (field.kind !== 'money') return jsonValue(columns[column])
  const amount = columns[`${column}_amount`]
  if (amount === undefined) return undefined
  return amount === null ? null : fromMinor(Number(amount), String(columns[`${column}_currency`] ?? ''))
}

/** A value as the driver gives it → as JSON keeps it. */
export const jsonValue = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value)
