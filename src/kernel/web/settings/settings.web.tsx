import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import css from '../admin/admin.module.css'
import { AdminPage, Failed, Section } from '../admin/page.web.tsx'
import { read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { ActionDialog } from '../record/action.web.tsx'
import { useRow } from '../record/ask.web.ts'
import { changesOf } from '../record/form.ts'
import { useFormState } from '../record/form-state.web.ts'
import { FormFrame, FormSections } from '../record/form.web.tsx'
import { History } from '../record/history.web.tsx'
import { actionsOf } from '../record/moves.ts'
import { FormProblem } from '../record/new.web.tsx'
import { Panels } from '../record/panels.web.tsx'
import type { Row } from '../record/row.ts'
import { SaveProvider, useSave } from '../record/save.web.tsx'
import { useVerbs } from '../record/verbs.web.ts'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { toast } from '../toast.web.tsx'

interface Group {
  readonly type: string
  readonly id: string
  readonly label: string
  readonly about: string
}

/** Every group of settings, the chosen one as a form with what can be tried, and its history below. */
export default function SettingsPage() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => read<{ groups: readonly Group[] }>('/settings', {}, signal),
  })
  const [chosen, setChosen] = useState(() => window.location.hash.slice(1))
  const group = data?.groups.find(({ type }) => type === chosen) ?? data?.groups[0]
  const choose = (type: string) => {
    window.history.replaceState(window.history.state, '', `#${type}`)
    setChosen(type)
  }
  return (
    <AdminPage title="Settings" about="How this installation works. Every change is kept in the history below.">
      {isPending && <PageSkeleton />}
      {error && <Failed error={error} retry={refetch} />}
      {data && !group && <p className={css.empty}>There is no group of settings that you may see.</p>}
      {data && group && (
        <div className={css.split}>
          <nav className={css.picker} aria-label="Groups of settings">
            {data.groups.map(({ type, label }) => (
              <button
                key={type}
                type="button"
                className={css.pick}
                aria-current={type === group.type ? 'true' : undefined}
                onClick={() => choose(type)}
              >
                {label}
              </button>
            ))}
          </nav>
          <OneGroup key={group.type} group={group} />
        </div>
      )}
    </AdminPage>
  )
}

function OneGroup({ group: { type, id } }: { group: Group }) {
  const record = useRegistry().record(type)
  const { data: row, error, refetch } = useRow(record, id)
  if (error && !row) return <Failed error={error} retry={refetch} />
  if (!row) return <PageSkeleton />
  return (
    <SaveProvider record={record}>
      <div>
        {row.can.includes('update') ? (
          <SettingsForm record={record} row={row} />
        ) : (
          <SettingsText record={record} row={row} />
        )}
        <Changes record={record} row={row} />
      </div>
    </SaveProvider>
  )
}

/** The settings as they are, for whoever may read and not change them. */
function SettingsText({ record, row }: { record: AnyRecord; row: Row }) {
  const page = record.page.map(({ panel, shows }) => ({ panel, shows: shows.filter((name) => name !== 'name') }))
  return (
    <section className={css.reading} aria-label={record.label[0]}>
      <h2>{record.label[0]}</h2>
      <p className={css.dim}>{record.about}</p>
      <Panels record={{ ...record, page }} row={row} isFrozen />
    </section>
  )
}

function SettingsForm({ record, row }: { record: AnyRecord; row: Row }) {
  const save = useSave()
  const verbs = useVerbs(record, row)
  const [start, setStart] = useState(row)
  const form = useFormState(record, () => row)
  const [action, setAction] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const sections = form.sections
    .map((section) => ({ ...section, fields: section.fields.filter((name) => name !== 'name') }))
    .filter(({ fields }) => fields.length > 0)
  const patch = changesOf(record, start, form.values)
  const isChanged = Object.keys(patch).length > 0
  const send = async () => {
    if (isSending || !isChanged || !form.isReady()) return
    setSending(true)
    try {
      const saved = await save({ row: start, patch })
      if (!saved) return
      setStart(saved)
      form.restart(saved)
      toast({ says: `${record.label[0]} was saved` })
    } catch (problem) {
      form.refuse(problem)
    } finally {
      setSending(false)
    }
  }
  // What asks for nothing is tried at once.
  const tryOut = (name: string): void => {
    if (Object.keys(record.actions?.[name]?.input ?? {}).length > 0) setAction(name)
    else void verbs.act(name, {}).catch(form.refuse)
  }
  const bar = (
    <>
      <Button type="submit" size="xs" loading={isSending} disabled={!isChanged}>
        Save
      </Button>
      {actionsOf(record, row).map(({ name, label }) => (
        <Button key={name} size="xs" variant="default" disabled={isChanged} onClick={() => tryOut(name)}>
          {label}
        </Button>
      ))}
      <FormProblem general={form.general} wrong={form.wrong} />
    </>
  )
  return (
    <>
      <FormFrame title={record.label[0]} about={record.about} onSave={() => void send()} bar={bar}>
        <FormSections
          record={record}
          sections={sections}
          values={form.values}
          says={form.says}
          onChange={form.set}
          onLeave={form.leave}
        />
      </FormFrame>
      {action && <ActionDialog record={record} action={action} verbs={verbs} onClose={() => setAction(null)} />}
    </>
  )
}

function Changes({ record, row }: { record: AnyRecord; row: Row }) {
  const navigate = useNavigate()
  const showAsOf = (day: string) =>
    void navigate({ to: '/$path/$id', params: { path: pathOf(record), id: row.id }, search: { asOf: day } as never })
  return (
    <Section title="History">
      <History record={record} row={row} onAsOf={showAsOf} />
    </Section>
  )
}
