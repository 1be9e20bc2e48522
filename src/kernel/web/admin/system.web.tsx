import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, read } from '../api.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { countText } from '../field/words.ts'
import { mayI, useMe } from '../session.web.tsx'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import css from './admin.module.css'
import { AdminPage, Failed, Section } from './page.web.tsx'
import { StorageSection } from './storage.web.tsx'
import { errorText, nameText, scheduleText } from './system-words.ts'

interface JobView {
  readonly name: string
  readonly cron: string | null
  readonly lastAt: string | null
  readonly waiting: number
  readonly active: number
  readonly failed: number
}
interface ProcessorView {
  readonly name: string
  readonly updatedAt: string
  readonly behind: number
  readonly retrying: number
  readonly dead: number
}
interface Letter {
  readonly id: string
  readonly processor: string
  readonly attempts: number
  readonly error: string
  readonly failedAt: string
  readonly retryAt: string | null
}
interface Background {
  readonly jobs: readonly JobView[]
  readonly failed: readonly { readonly id: string; readonly at: string; readonly error: unknown }[]
  readonly processors: readonly ProcessorView[]
  readonly deadLetters: readonly Letter[]
}

/** What happens in the background, and what failed there. */
export default function SystemPage() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => read<Background>('/jobs', {}, signal),
    refetchInterval: 10_000,
  })
  return (
    <AdminPage
      title="System"
      about="What Quarterdeck does in the background, and what went wrong there."
      action={
        <Button variant="default" h={30} px={12} onClick={() => void refetch()}>
          Refresh
        </Button>
      }
    >
      {isPending && <PageSkeleton />}
      {error && <Failed error={error} retry={refetch} />}
      {data && (
        <>
          <Trouble data={data} />
          <Section title="Jobs" about="Work that happens on its own. A run that fails is tried twice more.">
            <Jobs jobs={data.jobs} />
          </Section>
          {data.processors.length > 0 && (
            <Section title="Processors" about="They follow the history and act on what happened.">
              <Processors processors={data.processors} />
            </Section>
          )}
          <StorageSection />
        </>
      )}
    </AdminPage>
  )
}

/** What failed for good, or will be tried again; one calm line when nothing did. */
function Trouble({ data: { failed, deadLetters } }: { data: Background }) {
  if (failed.length + deadLetters.length === 0)
    return (
      <p className={css.calm}>
        <Toned tone="good">Nothing has failed</Toned>
      </p>
    )
  return (
    <Section title="Needs attention">
      <ul className={css.lines}>
        {deadLetters.map((letter) => (
          <DeadLetter key={letter.id} letter={letter} />
        ))}
        {failed.map(({ id, at, error }) => (
          <li key={id}>
            <div className={css.lineText}>
              <strong>A job failed each time it was tried</strong>
              <span>{errorText(error)}</span>
            </div>
            <span className={css.dim}>
              <When value={at} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function DeadLetter({ letter }: { letter: Letter }) {
  const client = useQueryClient()
  const me = useMe()
  const retry = async () => {
    await api('POST', `/dead-letters/${letter.id}/retry`)
    toast({ says: 'It is tried again now.' })
    await client.invalidateQueries({ queryKey: ['jobs'] })
  }
  return (
    <li>
      <div className={css.lineText}>
        <strong>
          {nameText(letter.processor)} failed {letter.attempts === 1 ? 'once' : `${letter.attempts} times`}
        </strong>
        <span>{letter.error}</span>
      </div>
      <span className={css.dim}>
        <When value={letter.failedAt} />
        {letter.retryAt && (
          <>
            , again <When value={letter.retryAt} />
          </>
        )}
      </span>
      {mayI(me, 'system.manage') && (
        <Button variant="default" onClick={() => void retry().catch(toastProblem)}>
          Try again
        </Button>
      )}
    </li>
  )
}

function Jobs({ jobs }: { jobs: readonly JobView[] }) {
  if (jobs.length === 0)
    return <p className={css.empty}>No worker has run here yet. It starts together with the server.</p>
  return (
    <table className={css.table} data-folds>
      <thead>
        <tr>
          <th scope="col">Job</th>
          <th scope="col">Runs</th>
          <th scope="col">Last run</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.name}>
            <th scope="row">{nameText(job.name)}</th>
            <td className={css.dim}>{scheduleText(job.cron)}</td>
            <td className={css.dim}>{job.lastAt ? <When value={job.lastAt} /> : 'Not yet'}</td>
            <td>
              <JobState job={job} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function JobState({ job: { active, waiting, failed } }: { job: JobView }) {
  if (active > 0) return <Toned tone="info">Running</Toned>
  if (failed > 0) return <Toned tone="bad">{`${countText(failed)} failed`}</Toned>
  if (waiting > 0) return <Toned tone="info">{`${countText(waiting)} waiting`}</Toned>
  return <Toned tone="neutral">Idle</Toned>
}

function Processors({ processors }: { processors: readonly ProcessorView[] }) {
  return (
    <table className={css.table} data-folds>
      <thead>
        <tr>
          <th scope="col">Processor</th>
          <th scope="col">Followed until</th>
          <th scope="col">Tried again later</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {processors.map(({ name, updatedAt, behind, retrying, dead }) => (
          <tr key={name}>
            <th scope="row">{nameText(name)}</th>
            <td className={css.dim}>
              <When value={updatedAt} />
            </td>
            <td className={css.dim}>{countText(retrying)}</td>
            <td>
              <Toned tone={dead > 0 ? 'bad' : behind > 0 ? 'info' : 'good'}>
                {dead > 0
                  ? `${countText(dead)} given up`
                  : behind > 0
                    ? `${countText(behind)}${behind === 10_000 ? ' or more' : ''} behind`
                    : 'Up to date'}
              </Toned>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
