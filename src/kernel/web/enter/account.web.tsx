import { Button, PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, api } from '../api.web.ts'
import { useMe } from '../session.web.tsx'
import Looks from '../shell/looks.web.tsx'
import { toast } from '../toast.web.tsx'
import { useTitle } from '../title.web.ts'
import { refreshSecurity, useShortestPassword } from './data.web.ts'
import css from './enter.module.css'
import { Deputies } from './deputies.web.tsx'
import { FactorSection } from './factors.web.tsx'
import { AccountHistory, SignIns } from './happenings.web.tsx'
import { KeySection } from './keys.web.tsx'
import { Sessions } from './sessions.web.tsx'

/** The caller's own account: what lets them in, where they are signed in, what happened to it, and how the app looks to them. */
export function AccountPage() {
  useTitle('Account')
  const { account } = useMe()
  const shortest = useShortestPassword()
  const { problem, isBusy, change } = useChangePassword()
  const error = (field: string) => problem?.problems.find((one) => one.field === field)?.says
  return (
    <div className={css.inside}>
      <h1 className={css.title}>{account.name}</h1>
      <p className={css.about}>{account.email}</p>
      <FactorSection />
      <section className={css.section}>
        <h2>Password</h2>
        <p>At least {shortest} characters. Other sessions of yours end when it changes.</p>
        <form className={css.form} onSubmit={(event) => void change(event)}>
          <PasswordInput
            label="Current password"
            name="current"
            autoComplete="current-password"
            required
            withAsterisk={false}
            error={error('current')}
          />
          <PasswordInput
            label="New password"
            name="new"
            autoComplete="new-password"
            minLength={shortest}
            required
            withAsterisk={false}
            error={error('new')}
          />
          {problem && problem.problems.length === 0 && (
            <div role="alert" className={css.problem}>
              {problem.message}
            </div>
          )}
          <div>
            <Button type="submit" size="sm" loading={isBusy}>
              Change password
            </Button>
          </div>
        </form>
      </section>
      <Deputies />
      <KeySection />
      <Sessions />
      <section className={css.section}>
        <h2>How it looks</h2>
        <p>Kept in this browser.</p>
        <div className={css.look}>
          <Looks />
        </div>
      </section>
      <section className={css.section}>
        <h2>Recent sign-ins</h2>
        <p>Whoever tried to sign in as you, and whether they got in.</p>
        <SignIns of="/me" />
      </section>
      <section className={css.section}>
        <h2>What happened to this account</h2>
        <AccountHistory of="/me" />
      </section>
    </div>
  )
}

function useChangePassword() {
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const client = useQueryClient()
  const change = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    setIsBusy(true)
    setProblem(null)
    try {
      await api('POST', '/me/password', { body: Object.fromEntries(new FormData(form)) })
      form.reset()
      toast({ says: 'The password is changed. Your other sessions have ended.' })
      refreshSecurity(client)
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem({ status: 0, code: 'Unexpected' }))
    } finally {
      setIsBusy(false)
    }
  }
  return { problem, isBusy, change }
}
