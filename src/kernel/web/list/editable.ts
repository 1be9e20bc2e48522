import type { AnyRecord } from '../../record/define.ts'
import { allowsField } from '../record/guard.ts'
import type { Row } from '../record/row.ts'

/** What a change of one value where it stands is asked for. */
interface Cell {
  readonly record: AnyRecord
  readonly row: Row
  readonly name: string
  readonly permissions: readonly string[]
}

/** Whether the caller may change a value where it stands: they may update the row, and set the field. */
export function isEditable({ record, row, name, permissions }: Cell): boolean {
  const field = record.fields[name]
  return (
    field !== undefined &&
    field.kind !== 'json' &&
    row.can.includes('update') &&
    allowsField(field, 'write', permissions)
  )
}
