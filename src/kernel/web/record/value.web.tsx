import { ActionIcon, VisuallyHidden } from '@mantine/core'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { unitFieldOf } from '../../record/interval.ts'
import { labelOf } from '../../record/registry.ts'
import { checkValue } from '../../record/values.ts'
import { ApiProblem } from '../api.web.ts'
import { EditValue } from '../field/edit.web.tsx'
import { AroundContext } from '../field/own.web.ts'
import { ShowValue } from '../field/show.web.tsx'
import { unreadOf } from '../field/unread.ts'
import { isSame, wireValue } from './form.ts'
import classes from './record.module.css'
import { nameOf, type Row } from './row.ts'
import { useSave } from './save.web.tsx'
import { Why } from './why.web.tsx'

interface ValueProps {
  record: AnyRecord
  row: Row
  name: string
  isEditable: boolean
  /** The label stands above already. */
  isNamed?: boolean
}
interface Editing {
  /** The row as it was when editing began: what a conflict is told from. */
  readonly from: Row
  readonly value: unknown
  /** In what a length of time is counted, where another field says so: both are edited and saved together. */
  readonly unit: unknown
}

const wide = new Set(['longText', 'json'])
/** Kinds whose editor ends with a choice: what is chosen is saved at once. */
const instant = new Set(['choice', 'ref', 'bool'])

/** One labelled value of a record's page, edited where it stands: click or Enter opens, Enter saves, Escape leaves. */
export function Value({ record, row, name, isEditable, isNamed = false }: ValueProps) {
  const field = record.fields[name]
  const [editing, setEditing] = useState<Editing | null>(null)
  const pencil = useRef<HTMLButtonElement>(null)
  if (!field) return null
  const label = labelOf(name, field)
  // What is long stands below its label, once there is something.
  const isWide = isNamed || (wide.has(field.kind) && (editing !== null || (row[name] ?? null) !== null))
  const unit = unitFieldOf(record, name)
  const open = () => setEditing({ from: row, value: row[name], unit: unit && row[unit] })
  const close = () => {
    setEditing(null)
    // Only where nothing else was opened meanwhile.
    requestAnimationFrame(() => document.activeElement === document.body && pencil.current?.focus())
  }
  const openByClick = (event: MouseEvent) => {
    const isOnLink = event.target instanceof Element && event.target.closest('a, button, input, summary')
    if (isEditable && !isOnLink && window.getSelection()?.isCollapsed !== false) open()
  }
  return (
    <div
      className={classes.value}
      data-wide={isWide || undefined}
      data-named={isNamed || undefined}
      data-editable={(isEditable && !editing) || undefined}
    >
      <AroundContext value={row}>
        <dt>{isNamed ? <VisuallyHidden>{label}</VisuallyHidden> : label}</dt>
        {editing ? (
          <dd data-editing>
            <Editor record={record} name={name} editing={editing} row={row} onChange={setEditing} onClose={close} />
          </dd>
        ) : (
          <dd onClick={openByClick}>
            <ShowValue
              record={record}
              field={name}
              value={row[name]}
              dates="both"
              empty={<span className={classes.empty}>—</span>}
            />
            {field.kind === 'computed' && field.options.help && <Why says={field.options.help} />}
            {isEditable && (
              <ActionIcon
                ref={pencil}
                className={classes.pencil}
                variant="subtle"
                color="gray"
                size={24}
                aria-label={`Edit ${inSentence(label)}`}
                onClick={open}
              >
                <IconPencil size={14} />
              </ActionIcon>
            )}
          </dd>
        )}
      </AroundContext>
    </div>
  )
}

interface EditorProps {
  record: AnyRecord
  name: string
  editing: Editing
  /** As it stands now. */
  row: Row
  onChange: (editing: Editing) => void
  onClose: () => void
}

function Editor({ record, name, editing, row, onChange, onClose }: EditorProps) {
  const save = useSave()
  const [says, setSays] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)
  const field = record.fields[name]
  if (!field) return null
  const unit = unitFieldOf(record, name)

  const commit = async (value: unknown) => {
    const patch = {
      ...(!isSame(value, editing.from[name]) && { [name]: value }),
      ...(unit !== null && !isSame(editing.unit, editing.from[unit]) && { [unit]: editing.unit }),
    }
    if (Object.keys(patch).length === 0) return onClose()
    const checked = unreadOf(value) ?? checkValue(field, wireValue(value))
    if ('says' in checked) return setSays(`${labelOf(name, field)} ${checked.says}`)
    setSaving(true)
    try {
      const row = await save({ row: editing.from, patch })
      if (row) onClose()
    } catch (problem) {
      setSays(wordsOf(problem, name))
    } finally {
      setSaving(false)
    }
  }
  const change = (value: unknown) => {
    setSays(null)
    onChange({ ...editing, value })
    if (instant.has(field.kind)) void commit(value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    }
    const isDone =
      event.key === 'Enter' && !event.defaultPrevented && (!wide.has(field.kind) || event.ctrlKey || event.metaKey)
    if (isDone) {
      event.preventDefault()
      void commit(editing.value)
    }
  }
  return (
    <div className={unit === null ? undefined : classes.length} onKeyDown={onKeyDown}>
      <EditValue
        record={record}
        field={name}
        value={editing.value}
        onChange={change}
        error={says}
        isLabelled={false}
        autoFocus
      />
      {unit !== null && (
        <EditValue
          record={record}
          field={unit}
          value={editing.unit}
          onChange={(next) => onChange({ ...editing, unit: next })}
          isLabelled={false}
        />
      )}
      {field.options.help && !says && <span className={classes.small}>{field.options.help}</span>}
      {!isSame(row[name], editing.from[name]) && (
        <span className={classes.small} role="status">
          Changed by {nameOf(row.updatedBy)} just now.
          <button
            type="button"
            className={classes.textButton}
            onClick={() => onChange({ from: row, value: row[name], unit: unit && row[unit] })}
          >
            Show
          </button>
        </span>
      )}
      <div className={classes.editDone}>
        {!instant.has(field.kind) && (
          <ActionIcon size={24} aria-label="Save" loading={isSaving} onClick={() => void commit(editing.value)}>
            <IconCheck size={15} />
          </ActionIcon>
        )}
        <ActionIcon size={24} aria-label="Cancel" onClick={onClose}>
          <IconX size={15} />
        </ActionIcon>
      </div>
    </div>
  )
}

/** What to say at a field about a refused change. */
export function wordsOf(problem: unknown, name?: string): string {
  if (!(problem instanceof ApiProblem)) return 'Something went wrong in this page. Reload it and try again.'
  const own = problem.problems.find(({ field }) => field === name) ?? problem.problems[0]
  return own?.says ?? problem.message
}
