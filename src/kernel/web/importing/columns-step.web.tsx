import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportView } from '../../importing/import.ts'
import {
  checkMapping,
  type ColumnMapping,
  defaultMatchOn,
  isBesides,
  type Mapping,
  targetLabel,
} from '../../importing/mapping.ts'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { settableFields } from '../../record/registry.ts'
import { countText } from '../field/words.ts'
import { toastProblem } from '../toast.web.tsx'
import { AllRows } from './all-rows.web.tsx'
import { ColumnLine } from './column-line.web.tsx'
import { useDiscard, useStep } from './data.web.ts'
import columns from './columns.module.css'
import css from './importing.module.css'
import { Rules } from './rules.web.tsx'

/** The second step: what each column becomes, and by which rules rows are taken. */
export function ColumnsStep({ given, record, onDone }: { given: ImportView; record: AnyRecord; onDone: () => void }) {
  const [mapping, setMapping] = useState<Mapping>(given.mapping)
  const { step, isBusy } = useStep(given.id)
  const headers = given.columns.map(({ name }) => name)
  const says = checkMapping({ record, headers, mapping, mayWrite: () => true })
  const missing = missingFields(record, mapping)

  const besides = mapping.columns.filter(isBesides)
  const columnAt = (column: number): ColumnMapping =>
    mapping.columns.find((one) => one.column === column && !isBesides(one)) ?? { column, field: null }
  const setColumns = (columns: readonly ColumnMapping[]) => {
    const mapped = columns.map(({ field }) => field)
    const kept = mapping.matchOn.filter((name) => mapped.includes(name))
    setMapping({ ...mapping, columns, matchOn: kept.length > 0 ? kept : defaultMatchOn(record, columns) })
  }
  // What a column becomes needs no value that all rows have.
  const setColumn = (next: ColumnMapping) =>
    setColumns([
      ...headers.map((_, column) => (column === next.column ? next : columnAt(column))),
      ...besides.filter(({ field }) => field !== next.field),
    ])
  const preview = async () => {
    if (await step('PUT', 'mapping', mapping)) onDone()
  }
  return (
    <>
      {given.isRemembered && (
        <p className={css.note}>The columns are read as they were for the last file with these headers.</p>
      )}
      <section className={css.section} aria-label="Columns">
        <div className={columns.columnsHead} aria-hidden>
          <span>Column of the file</span>
          <span>Becomes</span>
          <span>Read as</span>
        </div>
        <ul className={css.lines}>
          {given.columns.map((column, place) => (
            <ColumnLine
              key={column.name}
              record={record}
              name={column.name}
              samples={column.samples}
              mapping={columnAt(place)}
              beside={besideOf(given, mapping, columnAt(place))}
              onChange={setColumn}
            />
          ))}
        </ul>
      </section>
      <AllRows record={record} headers={headers} mapping={mapping.columns} onChange={setColumns} />
      <Rules record={record} mapping={mapping} onChange={setMapping} />
      {missing.length > 0 && mapping.mode !== 'update' && (
        <p className={css.note}>
          {missing.join(', ')} {missing.length === 1 ? 'is' : 'are'} needed for a new {inSentence(record.label[0])}, and
          no column is mapped to {missing.length === 1 ? 'it' : 'them'}.
        </p>
      )}
      <footer className={css.foot}>
        <Button h={32} px={14} loading={isBusy} disabled={says.length > 0} onClick={() => void preview()}>
          Preview {countText(given.rows)} {given.rows === 1 ? 'row' : 'rows'}
        </Button>
        <Discard id={given.id} />
        {says[0] && (
          <p className={css.hint} role="status">
            {says[0]}
          </p>
        )}
      </footer>
    </>
  )
}

/** First values of another column that makes one value together with this. */
function besideOf(given: ImportView, { columns }: Mapping, one: ColumnMapping): readonly string[] | null {
  const other = columns.find(({ field, column }) => field !== null && field === one.field && column !== one.column)
  return other ? (given.columns[other.column]?.samples ?? null) : null
}

function missingFields(record: AnyRecord, mapping: Mapping): readonly string[] {
  const mapped = new Set(mapping.columns.map(({ field }) => field))
  const needed = settableFields(record).filter(
    ([name, { options }]) => options.required && options.default === undefined && !mapped.has(name),
  )
  return needed.map(([name]) => targetLabel(record, name))
}

/** Throws the upload away; nothing was written yet. */
export function Discard({ id }: { id: string }) {
  const discard = useDiscard()
  const navigate = useNavigate()
  const run = async () => {
    await discard(id)
    await navigate({ to: '/imports' as '/' })
  }
  return (
    <Button h={32} variant="subtle" color="gray" onClick={() => void run().catch(toastProblem)}>
      Discard the file
    </Button>
  )
}
