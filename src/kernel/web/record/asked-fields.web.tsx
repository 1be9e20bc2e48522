import type { AnyRecord } from '../../record/define.ts'
import { EditValue } from '../field/edit.web.tsx'

interface AskedProps {
  /** The fields that are asked, seen as a record. */
  readonly asked: AnyRecord
  readonly values: Readonly<Record<string, unknown>>
  /** What speaks against a value, by field. */
  readonly says: Readonly<Record<string, string | undefined>>
  readonly onChange: (name: string, value: unknown) => void
  /** Whether writing begins in the first one. */
  readonly hasFocus?: boolean
}

/** An editor for each field that a dialog asks. */
export const AskedFields = ({ asked, values, says, onChange, hasFocus = false }: AskedProps) =>
  Object.keys(asked.fields).map((name, place) => (
    <EditValue
      key={name}
      record={asked}
      field={name}
      value={values[name]}
      error={says[name]}
      autoFocus={hasFocus && place === 0}
      onChange={(value) => onChange(name, value)}
    />
  ))
