import { Button, Kbd } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import { api } from '../api.web.ts'
import { useMe } from '../session.web.tsx'
import { toast } from '../toast.web.tsx'
import { keepRow } from './ask.web.ts'
import { useDraft } from './draft.web.ts'
import { changesOf, creationOf, type FormValues, startingValues } from './form.ts'
import classes from './form.module.css'
import { useFormState } from './form-state.web.ts'
import { DraftNotice, FormFrame, FormSections } from './form.web.tsx'
import type { Row } from './row.ts'

/** The page at `/{path}/new`. Values to start from come in the search parameter `set`. */
export function NewRecordPage({ record }: { record: AnyRecord }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { permissions, can } = useMe()
  const search = useSearch({ strict: false }) as { set?: unknown }
  const [given] = useState(() => startingValues(record, isValues(search.set) ? search.set : {}))
  const draft = useDraft(`${record.name}.new`)
  const form = useFormState(record, () => ({ ...given, ...draft.restored?.values }))
  const [isSending, setSending] = useState(false)
  const one = inSentence(record.label[0])
  const path = pathOf(record)

  const change = (name: string, value: unknown) =>
    draft.keep({ version: 0, values: changesOf(record, given, form.set(name, value)), base: {} })
  const startOver = () => {
    draft.discard()
    form.restart(given)
  }
  const create = async (isLast: boolean) => {
    if (isSending || !form.isReady()) return
    setSending(true)
    try {
      const row = await api<Row>('POST', `/${path}`, { body: creationOf(record, form.values, permissions) })
      draft.discard()
      await keepRow(client, record, row)
      const open = () => navigate({ to: '/$path/$id', params: { path, id: row.number ?? row.id } })
      if (isLast) return void (await open())
      form.restart(given)
      toast({ says: `${row.title ?? record.label[0]} was created`, action: { label: 'Open', run: open } })
      document.querySelector<HTMLElement>('[data-field] input, [data-field] textarea')?.focus()
    } catch (problem) {
      form.refuse(problem)
    } finally {
      setSending(false)
    }
  }
  if (can[record.name]?.create === false)
    return (
      <div className={classes.form}>
        <h1 className={classes.title}>You can’t create {inSentence(record.label[1])}</h1>
        <p className={classes.about}>Your roles don’t include it. Ask an administrator if they should.</p>
      </div>
    )
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
        Create {one}
      </Button>
      <Button size="xs" variant="default" disabled={isSending} onClick={() => void create(false)}>
        Create and add another
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={() => void navigate({ to: '/$path', params: { path } })}>
        Cancel
      </Button>
      <FormProblem general={form.general} wrong={form.wrong} />
    </>
  )
  return (
    <FormFrame title={`New ${one}`} about={record.about} onSave={() => void create(true)} bar={bar}>
      {draft.restored && <DraftNotice at={draft.restored.at} onDiscard={startOver} />}
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

/** What is wrong with the form as a whole, at the end of its bar. */
export function FormProblem({ general, wrong }: { general: string | null; wrong: number }) {
  const says = general ?? (wrong > 0 ? `${wrong === 1 ? 'One value needs' : `${wrong} values need`} a look` : null)
  return (
    <span className={classes.problem} role="alert">
      {says}
    </span>
  )
}

const isValues = (value: unknown): value is FormValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
