import { Button, Kbd, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import { toast } from '../toast.web.tsx'
import { type Draft, useDraft } from './draft.web.ts'
import { changesOf } from './form.ts'
import classes from './form.module.css'
import { useFormState } from './form-state.web.ts'
import { DraftNotice, FormFrame, FormSections } from './form.web.tsx'
import { FormProblem } from './new.web.tsx'
import { nameOf, type Row } from './row.ts'
import { useSave } from './save.web.tsx'
import { Notice } from './states.web.tsx'

/** The whole form of a record that exists. What others change meanwhile can be taken over; clashes are asked about on saving. */
export function EditRecord({ record, row }: { record: AnyRecord; row: Row }) {
  const navigate = useNavigate()
  const save = useSave()
  const draft = useDraft(`${record.name}.${row.id}`)
  const [start, setStart] = useState<Row>(() => startOf(row, draft.restored))
  const form = useFormState(record, () => ({ ...row, ...draft.restored?.values }))
  const [reason, setReason] = useState('')
  const [isSending, setSending] = useState(false)
  const isStale = row.version > start.version

  const change = (name: string, value: unknown) => {
    const values = changesOf(record, start, form.set(name, value))
    const base = Object.fromEntries(Object.keys(values).map((field) => [field, start[field]]))
    draft.keep({ version: start.version, values, base })
  }
  const leave = () => navigate({ to: '/$path/$id', params: { path: pathOf(record), id: row.number ?? row.id } })
  const startOver = () => {
    draft.discard()
    form.restart(row)
    setStart(row)
  }
  const takeOver = () => {
    form.setValues({ ...row, ...changesOf(record, start, form.values) })
    setStart(row)
  }
  const send = async () => {
    if (isSending || !form.isReady()) return
    const patch = changesOf(record, start, form.values)
    if (Object.keys(patch).length === 0) return void leave()
    setSending(true)
    try {
      const saved = await save({ row: start, patch, reason: reason.trim() })
      if (!saved) return
      draft.discard()
      toast({ says: `${saved.title ?? record.label[0]} was saved` })
      await leave()
    } catch (problem) {
      form.refuse(problem)
    } finally {
      setSending(false)
    }
  }
  const bar = (
    <>
      <Button
        type="submit"
        size="xs"
        loading={isSending}
        rightSection={
          <Kbd size="xs" className={classes.kbd}>
            Ctrl ↵
          </Kbd>
        }
      >
        Save
      </Button>
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          draft.discard()
          void leave()
        }}
      >
        Cancel
      </Button>
      <TextInput
        className={classes.reason}
        size="xs"
        aria-label="Why, for the history"
        placeholder="Why, for the history (optional)"
        value={reason}
        maxLength={1000}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <FormProblem general={form.general} wrong={form.wrong} />
    </>
  )
  return (
    <FormFrame
      title={`Edit ${row.title ?? inSentence(record.label[0])}`}
      about={record.about}
      onSave={() => void send()}
      bar={bar}
    >
      {draft.restored && <DraftNotice at={draft.restored.at} onDiscard={startOver} />}
      {isStale && (
        <Notice
          action={
            <button type="button" className={classes.discard} onClick={takeOver}>
              Show
            </button>
          }
        >
          Changed by {nameOf(row.updatedBy)} just now.
        </Notice>
      )}
      <FormSections
        record={record}
        sections={form.sections}
        values={form.values}
        says={form.says}
        onChange={change}
        onLeave={form.leave}
      />
    </FormFrame>
  )
}

/** What a restored draft was changed from, so that what others changed since is told from what it changes. */
const startOf = (row: Row, draft: Draft | null): Row =>
  draft ? { ...row, ...draft.base, version: draft.version } : row
