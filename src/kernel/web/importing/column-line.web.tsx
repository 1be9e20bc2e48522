import { Select } from '@mantine/core'
import { type ColumnMapping, targetLabel, targetNames } from '../../importing/mapping.ts'
import type { AnyRecord } from '../../record/define.ts'
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
  beside,
  onChange,
}: {
  record: AnyRecord
  name: string
  samples: readonly string[]
  mapping: ColumnMapping
  beside: readonly string[] | null
  onChange: (next: ColumnMapping) => void
}) {
  const me = useMe()
  const isMine = (target: string): boolean => {
    const { read = null, write = null } = record.fields[target]?.options ?? {}
    return mayI(me, read) && mayI(me, write)
  }
  const targets = targetNames(record).filter(isMine)
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
      <Reading record={record} samples={samples} mapping={mapping} beside={beside} onChange={onChange} />
    </li>
  )
}
