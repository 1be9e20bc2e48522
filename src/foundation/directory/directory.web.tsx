import { Button, Group } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { AdminPage, Failed, Section } from '../../kernel/web/admin/page.web.tsx'
import { api, read } from '../../kernel/web/api.web.ts'
import { When } from '../../kernel/web/field/when.web.tsx'
import { mayI, useMe } from '../../kernel/web/session.web.tsx'
import { toast, toastProblem } from '../../kernel/web/toast.web.tsx'
import css from './directory.module.css'
import type { SyncReport } from './report.ts'
import { leaversToConfirm, reportText } from './words.ts'

interface Run {
  readonly id: string
  readonly at: string
  readonly report: SyncReport
}
const key = ['directory', 'runs'] as const

/** What the directory would change, what it has changed, and reading it now. */
export default function DirectoryPage() {
  const mayRead = mayI(useMe(), 'directory_settings.write')
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read<{ rows: readonly Run[] }>('/directory/runs', {}, signal),
  })
  const { foreseen, busy, run } = useReading()
  return (
    <AdminPage
      title="Directory"
      about={
        <>
          Who works here, as the directory says. How it is reached stands in the{' '}
          <Link to={'/admin/settings' as '/'} className={css.link}>
            settings
          </Link>
          .
        </>
      }
      action={
        mayRead && (
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" loading={busy === 'try'} onClick={() => void run({ isDryRun: true })}>
              See what would change
            </Button>
            <Button loading={busy === 'read'} onClick={() => void run({ isDryRun: false })}>
              Read it now
            </Button>
          </Group>
        )
      }
    >
      {foreseen && (
        <Section title={foreseen.isDryRun ? 'What would change' : 'What changed'}>
          <Report report={foreseen} />
          <Confirm report={foreseen} run={run} />
        </Section>
      )}
      {error && <Failed error={error} retry={refetch} />}
      <Section title="The last readings" about="Each reading that changed something, or could not.">
        {data?.rows.length === 0 && <p className={css.dim}>It has not been read yet.</p>}
        <ol className={css.runs}>
          {data?.rows.map(({ id, at, report }) => (
            <li key={id}>
              <When value={at} />
              <Report report={report} />
            </li>
          ))}
        </ol>
      </Section>
    </AdminPage>
  )
}

interface Asked {
  readonly isDryRun: boolean
  readonly confirmed?: number
}
type Reading = (asked: Asked) => Promise<void>

function useReading() {
  const client = useQueryClient()
  const [foreseen, setForeseen] = useState<SyncReport | null>(null)
  const [busy, setBusy] = useState<'try' | 'read' | null>(null)
  const run: Reading = async ({ isDryRun, confirmed }) => {
    setBusy(isDryRun ? 'try' : 'read')
    try {
      const body = { isDryRun, ...(confirmed === undefined ? {} : { confirmed }) }
      const report = await api<SyncReport>('POST', '/directory/sync', { body })
      setForeseen(report)
      if (!isDryRun) toast({ says: reportText(report) })
    } catch (problem) {
      toastProblem(problem)
    }
    setBusy(null)
    await client.invalidateQueries({ queryKey: key })
  }
  return { foreseen, busy, run }
}

function Report({ report }: { readonly report: SyncReport }) {
  const { isDryRun, stopped, leavers, problems, who } = report
  return (
    <div className={css.report}>
      <p>{reportText(report)}</p>
      {stopped && <p role="alert">{stopped}</p>}
      <Names title="New people" of={who.created} isOpen={isDryRun} />
      <Names title="People who change" of={who.updated} isOpen={isDryRun} />
      <Names title="New accounts" of={who.accountsMade} isOpen={isDryRun} />
      <Names title="Back again" of={who.back} isOpen={isDryRun} />
      <Names title="Leavers" of={leavers} isOpen={isDryRun} />
      <Names title="Roles" of={who.roles} isOpen={isDryRun} />
      <Names title="Teams" of={who.teams} isOpen={isDryRun} />
      <Names title="Could not be done" of={problems} isOpen={isDryRun} />
    </div>
  )
}

interface Naming {
  readonly title: string
  readonly of: readonly string[]
  readonly isOpen: boolean
}

/** Who or what it is about; open where somebody asked what would change, and there are few. */
function Names({ title, of, isOpen }: Naming) {
  if (of.length === 0) return null
  return (
    <details open={isOpen && of.length <= 12}>
      <summary>
        {title} <span className={css.dim}>({of.length === 100 ? 'the first 100' : of.length})</span>
      </summary>
      <ul className={css.names}>
        {of.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </details>
  )
}

/** Too many leavers stop a reading; whoever has looked says that it is right. */
function Confirm({ report, run }: { readonly report: SyncReport; readonly run: Reading }) {
  const many = leaversToConfirm(report)
  if (many === null) return null
  return (
    <div>
      <Button variant="default" onClick={() => void run({ isDryRun: false, confirmed: many })}>
        It is right: disable these {many.toLocaleString('en')}
      </Button>
    </div>
  )
}
