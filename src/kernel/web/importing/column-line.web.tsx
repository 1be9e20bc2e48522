import { Select } from '@mantine/core'
import { type ColumnMapping, keyNames, targetLabel } from '../../importing/mapping.ts'
import type { AnyRecord } from '../../record/define.ts'
import { storedFields } from '../../record/registry.ts'
import { mayI, useMe } from '../session.web.tsx'
import columns from './columns.module.css'
import { Reading } from './reading.web.tsx'

const leftOut = '—'

/** One column of the file: its header and first values, the field it becomes, and how its text is read. */
export function ColumnLine({
  record,
  name,
  samples,
  mapping,
  onChange,
}: {
  record: AnyRecord
  name: string
  samples: readonly string[]
  mapping: ColumnMapping
  onChange: (next: ColumnMapping) => void
}) {
  const me = useMe()
  const fields = storedFields(record).filter(
    ([, { options }]) => mayI(me, options.read ?? null) && mayI(me, options.write ?? null),
  )
  const targets = [...fields.map(([field]) => field), ...keyNames(record)]
  const data = [
    { value: leftOut, label: 'Leave out' },
    ...targets.map((value) => ({ value, label: targetLabel(record, value) })),
  ]
  return (
    <li className={columns.column} data-is-out={mapping.field === null || undefined}>
      <div className={columns.columnName}>
        <strong>{name}</strong>
        <span className={columns.samples}>
          {samples.length > 0 ? samples.slice(0, 3).join(' · ') : 'No values in the first rows'}
        </span>
      </div>
      <Select
        aria-label={`What the column ${name} becomes`}
        data={data}
        value={mapping.field ?? leftOut}
        onChange={(value) => onChange({ column: mapping.column, field: value === leftOut ? null : value })}
        allowDeselect={false}
        searchable
        size="sm"
      />
      <Reading record={record} samples={samples} mapping={mapping} onChange={onChange} />
    </li>
  )
}
