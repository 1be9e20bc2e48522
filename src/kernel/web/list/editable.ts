import type { AnyRecord } from '../../record/define.ts'
import type { Row } from '../record/row.ts'

/** Whether a value may be changed where it stands: the caller may update the row, and the field was sent. */
export function isEditable(record: AnyRecord, row: Row, name: string): boolean {
  const field = record.fields[name]
  return field !== undefined && field.kind !== 'computed' && field.kind !== 'json' && row.can.includes('update')
}
