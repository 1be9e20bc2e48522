import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { kindNames, notificationKinds, type Way } from '../../notifications/kinds.ts'
import { AdminPage, Failed, Section } from '../admin/page.web.tsx'
import { api, read } from '../api.web.ts'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import type { Preferences } from './data.web.ts'
import css from './inbox.module.css'

const key = ['me', 'notifications'] as const
const wayWords: readonly { readonly value: Way; readonly label: string }[] = [
  { value: 'app', label: 'In the inbox' },
  { value: 'mail', label: 'Inbox, and mail at once' },
  { value: 'digest', label: 'Inbox, and daily digest' },
  { value: 'nothing', label: 'Not at all' },
]

/** How the caller wants to be told, kind by kind, and when mails may come. */
export default function NotificationPreferences() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read<Preferences>('/me/notifications', {}, signal),
  })
  const save = useSave()
  return (
    <AdminPage title="Notifications" about="What you are told, and how. You are never told of what you did yourself.">
      {isPending && <PageSkeleton />}
      {error && <Failed error={error} retry={refetch} />}
      {data && (
        <>
          <Section title="What">
            {kindNames.map((kind) => (
              <div key={kind} className={css.kind}>
                <div>
                  <strong id={`kind-${kind}`}>{notificationKinds[kind].label}</strong>
                  <div className={css.dim}>{notificationKinds[kind].about}</div>
                </div>
                <NativeSelect
                  aria-labelledby={`kind-${kind}`}
                  data={[...wayWords]}
                  value={data.ways[kind]}
                  onChange={(event) => void save({ ways: { [kind]: event.currentTarget.value as Way } })}
                />
              </div>
            ))}
          </Section>
          <Times preferences={data} save={save} />
        </>
      )}
    </AdminPage>
  )
}

type Change = Partial<Omit<Preferences, 'ways'>> & { readonly ways?: Partial<Preferences['ways']> }
type Save = (change: Change) => Promise<void>

/** Saves at once; while several changes are on their way, only the last answer is shown, so that none takes another back. */
function useSave(): Save {
  const client = useQueryClient()
  const sent = useRef(0)
  return async (change) => {
    const turn = ++sent.current
    const before = client.getQueryData<Preferences>(key)
    if (before) client.setQueryData(key, { ...before, ...change, ways: { ...before.ways, ...change.ways } })
    try {
      const saved = await api<Preferences>('PATCH', '/me/notifications', { body: change })
      if (turn === sent.current) client.setQueryData(key, saved)
      toast({ says: 'Saved' })
    } catch (problem) {
      toastProblem(problem)
      await client.invalidateQueries({ queryKey: key })
    }
  }
}

const here = new Intl.DateTimeFormat().resolvedOptions().timeZone
const half = Array.from({ length: 48 }, (_, at) => ({ value: String(at * 30), label: clockText(at * 30) }))

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function Times({ preferences: { timeZone, quiet, digestAt }, save }: { preferences: Preferences; save: Save }) {
  const zones = [...new Set([...(timeZone ? [timeZone] : []), here, ...Intl.supportedValuesOf('timeZone')])]
  return (
    <Section title="When" about="Mails wait while it is quiet for you. The inbox never does.">
      <div className={css.times}>
        <NativeSelect
          label="Time zone"
          value={timeZone ?? ''}
          data={[{ value: '', label: 'Mine in the directory, or the organisation’s' }, ...zones]}
          onChange={(event) => void save({ timeZone: event.currentTarget.value || null })}
        />
        {timeZone !== here && (
          <Button variant="default" onClick={() => void save({ timeZone: here })}>
            Use {here}
          </Button>
        )}
        <NativeSelect
          label="The daily digest comes at"
          value={String(digestAt)}
          data={half}
          onChange={(event) => void save({ digestAt: Number(event.currentTarget.value) })}
        />
      </div>
      <div className={css.times}>
        <Checkbox
          label="Quiet hours"
          checked={quiet !== null}
          onChange={(event) => void save({ quiet: event.currentTarget.checked ? { from: 1200, to: 420 } : null })}
        />
        {quiet && (
          <>
            <NativeSelect
              label="From"
              value={String(quiet.from)}
              data={half}
              onChange={(event) => void save({ quiet: { ...quiet, from: Number(event.currentTarget.value) } })}
            />
            <NativeSelect
              label="To"
              value={String(quiet.to)}
              data={half}
              onChange={(event) => void save({ quiet: { ...quiet, to: Number(event.currentTarget.value) } })}
            />
          </>
        )}
      </div>
    </Section>
  )
}
