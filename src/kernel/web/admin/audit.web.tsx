import { Button, Select, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { addressOf, read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { When } from '../field/when.web.tsx'
import { mayI, useMe } from '../session.web.tsx'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import css from './admin.module.css'
import { AdminPage, Failed } from './page.web.tsx'

interface Line {
  readonly id: string
  readonly at: string
  readonly sentence: string
  readonly type: string
  readonly typeLabel: string
  readonly title: string | null
  readonly opens: string | null
  readonly reason: string | null
  readonly via: string
  readonly address: string | null
  readonly request: string | null
}
interface Page {
  readonly lines: readonly Line[]
  readonly next: string | null
  readonly lookedTo?: string | null
}
const names = ['name', 'type', 'verb', 'from', 'to', 'text', 'via', 'address', 'request', 'record', 'who'] as const
type Asked = Partial<Record<(typeof names)[number], string>>

/** Who read what changed nothing, so it has neither verb nor words. */
const readType = 'sensitive_read'

/** The whole history on one page: who did what to which record, when, from where and why. */
export default function AuditPage() {
  const asked = onlyAsked(useSearch({ strict: false }))
  const navigate = useNavigate()
  const me = useMe()
  const ask = (search: Asked) => void navigate({ to: '/admin/audit' as '/', search: search as never, replace: true })
  return (
    <AdminPage
      title="Audit search"
      about="Who did what, when and from where, over every record, account and sign-in that you may see. Newest first."
      action={
        mayI(me, 'export.run') &&
        asked.type !== readType && (
          <Button component="a" href={addressOf('/audit/export', asked)} download variant="default" h={30} px={12}>
            Export as CSV
          </Button>
        )
      }
    >
      <Filters key={JSON.stringify(asked)} asked={asked} onAsk={ask} />
      <Lines asked={asked} />
    </AdminPage>
  )
}

function onlyAsked(search: unknown): Asked {
  const given = search as Readonly<Record<string, unknown>>
  return Object.fromEntries(names.flatMap((name) => (given[name] ? [[name, String(given[name])]] : [])))
}

const verbs = ['created', 'updated', 'moved', 'archived', 'restored', 'commented', 'disabled', 'viewing_started']
const doors = ['web', 'api', 'import', 'automation', 'job', 'cli', 'system', 'demo']
const word = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ')

function Filters({ asked, onAsk }: { asked: Asked; onAsk: (asked: Asked) => void }) {
  const { records } = useRegistry()
  const [draft, setDraft] = useState(asked)
  const set = (name: keyof Asked, value: string | null) =>
    setDraft((before) => ({ ...before, [name]: value ?? undefined }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAsk(onlyAsked(draft))
  }
  const types = [
    ...records.map(({ name, label }) => ({ value: name, label: label[1] })),
    { value: 'account', label: 'Accounts' },
    { value: 'role', label: 'Roles' },
    { value: 'sign_in', label: 'Sign-ins' },
    { value: readType, label: 'Reads of guarded fields' },
  ]
  const text = (name: keyof Asked, label: string, more: { type?: string; placeholder?: string } = {}) => (
    <TextInput
      size="xs"
      label={label}
      {...more}
      value={draft[name] ?? ''}
      onChange={({ currentTarget }) => set(name, currentTarget.value)}
    />
  )
  const choice = (name: keyof Asked, label: string, data: { value: string; label: string }[]) => (
    <Select
      size="xs"
      label={label}
      placeholder="Any"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `${label}: any` }}
      data={data}
      value={draft[name] ?? null}
      onChange={(value) => set(name, value)}
    />
  )
  return (
    <form className={css.auditFilters} onSubmit={submit} role="search" aria-label="The history">
      {text('name', 'Who', { placeholder: 'Part of a name' })}
      {choice('type', 'What', types)}
      {text('from', 'From', { type: 'date' })}
      {text('to', 'Until', { type: 'date' })}
      {draft.type !== readType && (
        <>
          {choice(
            'verb',
            'Was',
            verbs.map((value) => ({ value, label: word(value) })),
          )}
          {text('text', 'Words', { placeholder: 'In the change or its reason' })}
          {choice(
            'via',
            'By way of',
            doors.map((value) => ({ value, label: word(value) })),
          )}
          {text('address', 'From the address', { placeholder: '192.0.2.1' })}
          {text('request', 'Request', { placeholder: 'Its id' })}
        </>
      )}
      <Button type="submit" size="xs" className={css.auditGo}>
        Search
      </Button>
      {Object.keys(asked).length > 0 && (
        <Button variant="default" size="xs" className={css.auditGo} onClick={() => onAsk({})}>
          Show everything
        </Button>
      )}
    </form>
  )
}

const forReads = ({ name, who, record, from, to }: Asked): Asked => onlyAsked({ name, who, record, from, to })

function Lines({ asked }: { asked: Asked }) {
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam, signal }) =>
      asked.type === readType
        ? read<Page>('/audit/reads', { ...forReads(asked), after: pageParam }, signal)
        : read<Page>('/audit', { ...asked, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    retry: false,
  })
  if (isPending) return <PageSkeleton />
  if (error) return <Failed error={error} retry={refetch} />
  const lines = data.pages.flatMap((page) => page.lines)
  const lookedTo = data.pages.at(-1)?.lookedTo
  return (
    <>
      {lines.length === 0 && !hasNextPage && (
        <p className={css.empty}>Nothing fits. Leave a filter out, or look at a longer time.</p>
      )}
      <div role="feed" aria-label="What happened" aria-busy={isFetchingNextPage}>
        {lines.map((line) => (
          <OneLine key={line.id} line={line} />
        ))}
      </div>
      {hasNextPage && (
        <div className={css.actions}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {lookedTo ? 'Look further back' : 'Show older'}
          </Button>
          {lookedTo && (
            <span className={css.dim}>
              Looked back to <When value={lookedTo} style="exact" /> so far.
            </span>
          )}
        </div>
      )}
    </>
  )
}

function OneLine({ line }: { line: Line }) {
  const { at, sentence, type, typeLabel, title, opens, reason, via, address, request } = line
  const name = title && title !== typeLabel ? `${typeLabel} ${title}` : typeLabel
  return (
    <article className={css.auditLine} aria-label={`${sentence}: ${name}`}>
      <p>
        {opens ? <Link to={opens as '/'}>{name}</Link> : <strong>{name}</strong>}: {sentence}
        {reason && `. “${reason}”`}
      </p>
      <p className={css.dim}>
        <When value={at} style="both" /> · {word(via)}
        {address && ` · ${address}`}
        {request && type !== readType && (
          <>
            {' · '}
            <Link to={'/admin/audit' as '/'} search={{ request } as never}>
              same request
            </Link>
          </>
        )}
      </p>
    </article>
  )
}
