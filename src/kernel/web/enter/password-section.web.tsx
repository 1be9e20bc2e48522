import { Button, PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, api } from '../api.web.ts'
import { toast } from '../toast.web.tsx'
import { refreshSecurity, useSecurity, useShortestPassword } from './data.web.ts'
import css from './enter.module.css'

/** One's own password: to change it, or that there is none because somebody else says who one is. */
export function PasswordSection() {
  const { data } = useSecurity()
  const shortest = useShortestPassword()
  const { problem, isBusy, change } = useChangePassword()
  const error = (field: string) => problem?.problems.find((one) => one.field === field)?.says
  if (data && !data.hasPassword)
    return (
      <section className={css.section}>
        <h2>Password</h2>
        <p>
          You have none here: you come in by single sign-on, a directory or a passkey. An administrator can give you
          one.
        </p>
      </section>
    )
  return (
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
