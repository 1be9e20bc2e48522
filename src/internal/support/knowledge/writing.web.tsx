import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import type { AnyRecord } from '../../../kernel/record/define.ts'
import { api, keys } from '../../../kernel/web/api.web.ts'
import { EditValue } from '../../../kernel/web/field/edit.web.tsx'
import { State } from '../../../kernel/web/field/state.web.tsx'
import { isSame, wireValues } from '../../../kernel/web/field/wire.ts'
import { useDraft } from '../../../kernel/web/record/draft.web.ts'
import { useFormState } from '../../../kernel/web/record/form-state.web.ts'
import { type FormValues, startingValues } from '../../../kernel/web/record/form.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import { useSave } from '../../../kernel/web/record/save.web.tsx'
import { toast } from '../../../kernel/web/toast.web.tsx'
import { useTitle } from '../../../kernel/web/title.web.ts'
import { mayI, useMe } from '../../../kernel/web/session.web.tsx'
import { Editions } from './editions.web.tsx'
import { deskPath, editingPath, readingPath } from './paths.ts'
import { Restore } from './restore.web.tsx'
import { TextArea } from './text-area.web.tsx'
import { listed } from './waiting-words.ts'
import css from './writing.module.css'

interface WritingProps {
  readonly record: AnyRecord
  /** The article; null for a new one. */
  readonly row: Row | null
  /** What a new one begins with; of one that is published, what waits for its next edition. */
  readonly given: FormValues
  /** The question in vain that a new article answers. */
  readonly gap: string | null
}
const about = ['audience', 'units', 'topic', 'services', 'words', 'language', 'owner', 'reviewEvery'] as const
const written = ['title', 'summary', 'draft', ...about] as const
const valuesOf = (row: Row): FormValues => Object.fromEntries(written.map((name) => [name, row[name]]))

/** The page on which an article is written: text and preview side by side, whom it is for beside it. Nothing typed is lost. */
export function Writing({ record, row, given, gap }: WritingProps) {
  useTitle(row ? `Edit ${row.title}` : 'New article')
  const navigate = useNavigate()
  const client = useQueryClient()
  const save = useSave()
  const [saved, setSaved] = useState<Row | null>(row)
  const [waiting, setWaiting] = useState<FormValues>(row ? given : {})
  const start = (from: Row | null, more = waiting): FormValues =>
    from ? { ...valuesOf(from), ...more } : startingValues(record, given)
  const form = useFormState(record, () => start(row))
  const draft = useDraft(`knowledge.${row?.id ?? 'new'}`)
  const [isBusy, setBusy] = useState(false)
  const mayPublish = mayI(useMe(), 'knowledge_article.publish')
  const set = (name: string, value: unknown) => {
    const values = form.set(name, value)
    draft.keep({ version: saved?.version ?? 0, values: changesOf(record, start(saved), values), base: {} })
  }
  const changes = changesOf(record, start(saved), form.values)
  const isChanged = saved === null || Object.keys(changes).length > 0
  const isLive = saved?.state === 'published'
  // Of what people read, text and all else wait together for the next edition.
  const differing = isLive ? changesOf(record, { ...valuesOf(saved), draft: saved.body }, form.values) : {}
  const { draft: _, ...beside } = differing

  const keep = async (): Promise<Row | null> => {
    if (!form.isReady()) return null
    if (!isChanged) return saved
    const next = saved
      ? await save({ row: saved, patch: isLive ? patchOf(changes, wireValues(record, beside)) : changes })
      : await api<Row>('POST', '/knowledge-articles', { body: wireValues(record, known(record, form.values)) })
    if (!next) return null
    draft.discard()
    if (!saved && gap) await api('POST', '/knowledge/closed-gaps', { body: { gap, article: next.id } })
    const more = isLive ? beside : {}
    setSaved(next)
    setWaiting(more)
    form.restart(start(next, more))
    await client.invalidateQueries({ queryKey: keys.lists(record.name) })
    return next
  }
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await work()
    } catch (problem) {
      form.refuse(problem)
    } finally {
      setBusy(false)
    }
  }
  const saveDraft = () =>
    run(async () => {
      const next = await keep()
      if (!next) return
      toast({
        says:
          next.state === 'published'
            ? 'Saved. People read the published text until you publish the changes.'
            : 'Saved as a draft.',
      })
      if (!saved) await navigate({ to: editingPath(next.number ?? next.id), replace: true })
    })
  const publish = () =>
    run(async () => {
      const next = await keep()
      if (!next) return
      const verb = next.state === 'published' ? 'actions/publishChanges' : 'moves/publish'
      await api('POST', `/knowledge-articles/${next.id}/${verb}`, { body: {} })
      await client.invalidateQueries({ queryKey: keys.lists(record.name) })
      await client.invalidateQueries({ queryKey: keys.row(record.name, next.number ?? next.id) })
      toast({ says: `“${next.title}” is published.` })
      await navigate({ to: readingPath(next.number ?? next.id) })
    })
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
    event.preventDefault()
    void saveDraft()
  }
  const edit = (field: string) => (
    <EditValue
      record={record}
      field={field}
      value={form.values[field]}
      onChange={(value) => set(field, value)}
      error={form.says[field]}
      isLabelled
    />
  )
  const waits = Object.keys(differing)
  return (
    // Ctrl-S saves wherever one writes on this page.
    <div className={css.page} onKeyDown={onKeyDown} role="presentation">
      <header className={css.head}>
        <div>
          <p className={css.trail}>
            <Link to={deskPath}>Knowledge</Link>
            {saved && (
              <>
                {' › '}
                <Link to="/$path/$id" params={{ path: 'knowledge-articles', id: saved.number ?? saved.id }}>
                  {saved.number}
                </Link>
              </>
            )}
          </p>
          <h1>{saved ? saved.title : 'New article'}</h1>
          {saved?.state && (
            <p className={css.state}>
              <State record={record} state={saved.state} />
              {waits.length > 0 && (
                <span>
                  People see edition {String(saved.edition)} until you publish {listed(record, waits)}.
                </span>
              )}
            </p>
          )}
        </div>
        <div className={css.actions}>
          {saved && (
            <Editions id={saved.id} current={String(form.values.draft ?? '')} onTake={(text) => set('draft', text)} />
          )}
          <Button
            variant={mayPublish ? 'default' : 'filled'}
            loading={isBusy}
            disabled={!isChanged}
            onClick={() => void saveDraft()}
          >
            Save draft
          </Button>
          {mayPublish && (
            <Button loading={isBusy} disabled={isLive && waits.length === 0} onClick={() => void publish()}>
              {isLive ? 'Publish the changes' : 'Publish'}
            </Button>
          )}
        </div>
      </header>
      {form.general && (
        <p className={css.problem} role="alert">
          {form.general}
        </p>
      )}
      {draft.restored && (
        <Restore
          draft={draft.restored}
          onTake={(values) => {
            form.setValues((now) => ({ ...now, ...values }))
            draft.discard()
          }}
          onDiscard={draft.discard}
        />
      )}
      <div className={css.first}>
        {edit('title')}
        {edit('summary')}
      </div>
      <TextArea
        id={saved?.id ?? null}
        value={String(form.values.draft ?? '')}
        error={form.says.draft}
        onChange={(text) => set('draft', text)}
      />
      <section className={css.beside} aria-label="About the article">
        {about
          .filter((name) => name !== 'units' || form.values.audience === 'units')
          .map((name) => (
            <div key={name}>{edit(name)}</div>
          ))}
      </section>
    </div>
  )
}

/** What is sent of a published article: its text, and all else that waits, as a whole. */
const patchOf = ({ draft }: FormValues, changes: FormValues): FormValues => ({
  ...(draft === undefined ? {} : { draft }),
  changes: Object.keys(changes).length > 0 ? changes : null,
})

const known = (record: AnyRecord, values: FormValues): FormValues =>
  Object.fromEntries(
    written.flatMap((name) => (record.fields[name] && values[name] !== undefined ? [[name, values[name]]] : [])),
  )

const changesOf = (record: AnyRecord, from: FormValues, to: FormValues): FormValues =>
  Object.fromEntries(
    written.filter((name) => !isSame(record.fields[name], from[name], to[name])).map((name) => [name, to[name]]),
  )
