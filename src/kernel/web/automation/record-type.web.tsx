import { Select } from '@mantine/core'
import { useRegistry } from '../application.web.ts'
import type { EditorProps } from '../field/editor.ts'

/** Chooses a record type by its label. */
export default function RecordTypeEdit({ value, onChange, frame }: EditorProps) {
  const types = useRegistry().records.filter(({ name }) => !name.endsWith('_settings'))
  return (
    <Select
      {...frame}
      data={types.map(({ name, label }) => ({ value: name, label: label[0] }))}
      value={typeof value === 'string' ? value : null}
      onChange={onChange}
      searchable
      allowDeselect={false}
    />
  )
}
