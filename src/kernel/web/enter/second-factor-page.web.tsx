import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { leave } from '../leave.web.ts'
import { toastProblem } from '../toast.web.tsx'
import { useTitle } from '../title.web.ts'
import { useSecurity } from './data.web.ts'
import css from './enter.module.css'
import { FactorList } from './factors.web.tsx'

/** All that somebody sees whose role needs a second factor, until they have one. */
export default function SecondFactorPage() {
  useTitle('Second factor')
  const { data, error } = useSecurity()
  const client = useQueryClient()
  return (
    <main className={css.page}>
      <div className={css.wide}>
        <h1 className={css.title}>Add a second factor</h1>
        <p className={css.about}>
          Your role needs more than a password. Add a passkey, which also signs you in without one, or an app for codes.
        </p>
        {error && (
          <p role="alert" className={css.problem}>
            {error.message}
          </p>
        )}
        {data && <FactorList data={data} />}
        <p className={css.leave}>
          <Button variant="default" onClick={() => void leave(client).catch(toastProblem)}>
            Sign out
          </Button>
        </p>
      </div>
    </main>
  )
}
