import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem, api, keys, read } from '../api.web.ts'
import { useApplication } from '../application.web.ts'
import { useTitle } from '../title.web.ts'
import css from './enter.module.css'

/** The door. Leads back to where the visitor wanted to go. */
export function SignInPage() {
  useTitle('Sign in')
  const { name } = useApplication()
  const { data: setUp } = useQuery({
    queryKey: ['set-up'],
    queryFn: ({ signal }) => read<{ isNeeded: boolean }>('/set-up', {}, signal),
    staleTime: 60_000,
  })
  const { says, isBusy, signIn } = useSignIn()
  if (setUp?.isNeeded) return <Navigate to="/set-up" replace />
  return (
    <main className={css.page}>
      <div className={css.card}>
        <h1 className={css.title}>Sign in to {name}</h1>
        <p className={css.about}>Use the e-mail address your company knows you by.</p>
        <form className={css.form} onSubmit={(event) => void signIn(event)}>
          <TextInput
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
          />
          <PasswordInput
            label="Password"
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
          />
          {says && (
            <div role="alert" className={css.problem}>
              {says}
            </div>
          )}
          <Button type="submit" size="sm" loading={isBusy} fullWidth>
            Sign in
          </Button>
        </form>
      </div>
    </main>
  )
}

function useSignIn() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { to } = useSearch({ strict: false }) as { to?: string }
  const [says, setSays] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const signIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setIsBusy(true)
    setSays(null)
    try {
      await api('POST', '/sign-in', { body: { email: form.get('email'), password: form.get('password') } })
      client.removeQueries()
      await client.invalidateQueries({ queryKey: keys.me })
      await navigate({ href: insidePath(to), replace: true })
    } catch (error) {
      setSays(error instanceof ApiProblem ? error.message : 'Signing in didn’t work. Try again.')
    } finally {
      setIsBusy(false)
    }
  }
  return { says, isBusy, signIn }
}

/** Only places of this app: an address elsewhere leads to the first page. */
const insidePath = (to: string | undefined): string => (to && /^\/(?![/\\])/.test(to) ? to : '/')
