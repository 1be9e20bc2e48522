import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Backups, ShownBackup } from '../../backups/wire.ts'
import { api, read } from '../api.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { sizeText } from '../../files/size.ts'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import css from './admin.module.css'
import { AdminPage, Failed, Section } from './page.web.tsx'

const key = ['backups'] as const

/** Taking a backup, the backups that are there, and how much room is left for more. */
export default function BackupsPage() {
  const client = useQueryClient()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read<Backups>('/backups', {}, signal),
    refetchInterval: ({ state }) => (state.data?.backups.some((one) => one.state === 'running') ? 1000 : false),
  })
  const isRunning = data?.backups.some(({ state }) => state === 'running') ?? false
  const begin = async (): Promise<void> => {
    await api('POST', '/backups')
    toast({ says: 'The backup is being taken. You can go on working.' })
    await client.invalidateQueries({ queryKey: key })
  }
  return (
    <AdminPage
      title="Backups"
      about="A backup is one file with all records, their history and the attached files, as they stood at one moment."
      action={
        <Button h={30} px={12} disabled={isRunning || !data} onClick={() => void begin().catch(toastProblem)}>
          {isRunning ? 'Being taken…' : 'Take a backup now'}
        </Button>
      }
    >
      {isPending && <PageSkeleton />}
      {error && <Failed error={error} retry={refetch} />}
      {data && (
        <>
          <State data={data} />
          <Section
            title="Backups here"
            about={`They lie in ${data.folder} on ${data.host}. A disk that breaks takes them with it: keep copies elsewhere.`}
          >
            <List backups={data.backups} />
          </Section>
        </>
      )}
    </AdminPage>
  )
}

function State({ data: { lastAt, isDue, disk } }: { data: Backups }) {
  const room = `${sizeText(disk.free)} of ${sizeText(disk.total)} are free`
  return (
    <div className={css.facts} role="group" aria-label="How it stands">
      <span>
        <Toned tone={isDue ? 'warning' : 'good'}>
          {lastAt === null ? 'There is no backup yet' : isDue ? 'The last backup is older than a day' : 'Backed up'}
        </Toned>{' '}
        {lastAt && <When value={lastAt} />}
      </span>
      <span>
        <Toned tone={disk.level === 'enough' ? 'good' : disk.level === 'low' ? 'warning' : 'bad'}>
          {disk.level === 'enough'
            ? room
            : disk.level === 'low'
              ? `The disk is filling up: ${room}`
              : `The disk is all but full: ${room}. Make room before writes fail`}
        </Toned>
      </span>
    </div>
  )
}

function List({ backups }: { backups: readonly ShownBackup[] }) {
  if (backups.length === 0)
    return (
      <p className={css.empty}>Nothing yet. Take the first backup now; it takes seconds on a small installation.</p>
    )
  return (
    <ul className={css.lines}>
      {backups.map((backup) => (
        <Line key={backup.file} backup={backup} />
      ))}
    </ul>
  )
}

function Line({ backup: { file, state, at, bytes, by, provedAt, says, isHere } }: { backup: ShownBackup }) {
  const client = useQueryClient()
  const [isRemoving, setRemoving] = useState(false)
  const remove = async (): Promise<void> => {
    await api('DELETE', `/backups/${encodeURIComponent(file)}`)
    toast({ says: `${file} was removed.` })
    await client.invalidateQueries({ queryKey: key })
  }
  return (
    <li>
      <div className={css.lineText}>
        <strong>{file}</strong>
        <span>
          {state === 'running'
            ? 'Being taken since '
            : state === 'failed'
              ? 'Failed '
              : by
                ? `Taken by ${by} `
                : 'Made '}
          <When value={at} />
          {state === 'running' && by && `, by ${by}`}
          {bytes !== null && `, ${sizeText(bytes)}`}
          {provedAt && ', read back and found whole'}
          {state === 'done' && !isHere && ', lies on another machine or was taken away'}
        </span>
        {says && <span>{says}</span>}
      </div>
      {state === 'failed' && <Toned tone="bad">Failed</Toned>}
      {state === 'running' && <Toned tone="info">Running</Toned>}
      {isHere && (
        <Button component="a" variant="default" href={`/api/v1/backups/${encodeURIComponent(file)}`} download={file}>
          Download
        </Button>
      )}
      {state !== 'running' && !isRemoving && (
        <Button
          variant="subtle"
          color="gray"
          aria-label={`Remove ${file}`}
          onClick={() => (isHere ? setRemoving(true) : void remove().catch(toastProblem))}
        >
          {isHere ? 'Remove…' : 'Remove'}
        </Button>
      )}
      {isRemoving && (
        <>
          <Button variant="light" color="red" onClick={() => void remove().catch(toastProblem)}>
            Remove it for good
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setRemoving(false)}>
            Keep it
          </Button>
        </>
      )}
    </li>
  )
}
