import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../api.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { countText } from '../field/words.ts'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { ActsSection } from './acts.web.tsx'
import css from './admin.module.css'
import { FailuresSection } from './failures.web.tsx'
import { AdminPage, Failed, Section } from './page.web.tsx'
import { StorageSection } from './storage.web.tsx'
import { nameText, scheduleText, tookText } from './system-words.ts'

interface JobView {
  readonly name: string
  readonly about: string | null
  readonly cron: string | null
  readonly lastAt: string | null
  readonly lastMs: number | null
  readonly nextAt: string | null
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
interface Background {
  readonly jobs: readonly JobView[]
  readonly processors: readonly ProcessorView[]
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
          <FailuresSection />
          <Section title="Jobs" about="Work that happens on its own. A run that fails is tried twice more.">
            <Jobs jobs={data.jobs} />
          </Section>
          {data.processors.length > 0 && (
            <Section title="Processors" about="They follow the history and act on what happened.">
              <Processors processors={data.processors} />
            </Section>
          )}
          <StorageSection />
          <ActsSection />
        </>
      )}
    </AdminPage>
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
          <th scope="col">Next</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.name}>
            <th scope="row">{job.about ?? nameText(job.name)}</th>
            <td className={css.dim}>{scheduleText(job.cron)}</td>
            <td className={css.dim}>
              {job.lastAt ? <When value={job.lastAt} /> : 'Not yet'}
              {job.lastMs !== null && `, ${tookText(job.lastMs)}`}
            </td>
            <td className={css.dim}>
              <NextRun at={job.nextAt} />
            </td>
            <td>
              <JobState job={job} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NextRun({ at }: { at: string | null }) {
  if (at === null) return 'When asked for'
  return Date.parse(at) - Date.now() < 60_000 ? 'Within a minute' : <When value={at} />
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
