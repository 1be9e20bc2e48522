import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { missingText, openSteps, type StepView } from '../../checklist/step.ts'
import css from '../admin/admin.module.css'
import { AdminPage, Failed } from '../admin/page.web.tsx'
import { api } from '../api.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { mayI, useMe } from '../session.web.tsx'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import own from './checklist.module.css'
import { checklistKey, useChecklist } from './data.web.ts'

/** What an installation needs before a company can use it: what is done, what is open, and what was put aside. */
export default function ChecklistPage() {
  const { data, error, isPending, refetch } = useChecklist()
  const steps = data?.steps ?? []
  const open = openSteps(steps)
  return (
    <AdminPage
      title="Setting up"
      about={
        data
          ? open === 0
            ? 'Everything is set up, or put aside. Each line is read from the data, so it opens again when it is no longer so.'
            : `${open} of ${steps.length} steps are open. Each line is read from the data: it turns to done by doing it.`
          : 'What an installation needs before a company can use it.'
      }
    >
      {isPending && <PageSkeleton />}
      {error && <Failed error={error} retry={refetch} />}
      {data && (
        <ol className={own.steps}>
          {steps.map((step) => (
            <OneStep key={step.name} step={step} />
          ))}
        </ol>
      )}
    </AdminPage>
  )
}

const tones = { done: ['good', 'Done'], open: ['info', 'To do'], aside: ['neutral', 'Not for us'] } as const

function OneStep({ step: { name, label, why, page, state, missing, aside } }: { step: StepView }) {
  const may = mayI(useMe(), 'system.manage')
  const client = useQueryClient()
  const set = async (isAside: boolean): Promise<void> => {
    await api(isAside ? 'PUT' : 'DELETE', `/checklist/${name}/aside`)
    await client.invalidateQueries({ queryKey: checklistKey })
  }
  const putAside = async (): Promise<void> => {
    await set(true)
    toast({ says: `“${label}” was put aside.`, action: { label: 'Undo', run: () => set(false).catch(toastProblem) } })
  }
  const [tone, word] = tones[state]
  return (
    <li className={own.step} data-state={state}>
      <div className={own.state}>
        <Toned tone={tone}>{word}</Toned>
      </div>
      <div className={own.text}>
        <h2>{label}</h2>
        <p>{why}</p>
        {state === 'open' && <p className={own.missing}>{missingText(missing)}</p>}
        {state === 'aside' && aside && (
          <p className={own.missing}>
            {aside.by} put this aside <When value={aside.at} />.
          </p>
        )}
      </div>
      <div className={own.ways}>
        {state !== 'aside' && (
          <a href={page.path} className={css.link}>
            {page.label}
          </a>
        )}
        {may && state === 'open' && (
          <Button variant="subtle" color="gray" onClick={() => void putAside().catch(toastProblem)}>
            Not for us
          </Button>
        )}
        {may && state === 'aside' && (
          <Button variant="default" onClick={() => void set(false).catch(toastProblem)}>
            Take it up again
          </Button>
        )}
      </div>
    </li>
  )
}
