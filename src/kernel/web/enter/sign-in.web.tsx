import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api, keys, read } from '../api.web.ts'
import { useApplication } from '../application.web.ts'
import { useTitle } from '../title.web.ts'
import { broughtBack } from './brought-back.ts'
import css from './enter.module.css'
import { askForPasskey, knowsPasskeys } from './passkey.web.ts'
import { providerProblems, Providers } from './providers.web.tsx'
import { SecondStep, type Waiting } from './second-step.web.tsx'

/** The door. Leads back to where the visitor wanted to go. */
export function SignInPage() {
  useTitle('Sign in')
  const { data: setUp } = useQuery({
    queryKey: ['set-up'],
    queryFn: ({ signal }) => read<{ isNeeded: boolean }>('/set-up', {}, signal),
    staleTime: 60_000,
  })
  const { waiting, says, isBusy, to, send, startOver } = useSignIn()
  if (setUp?.isNeeded) return <Navigate to="/set-up" replace />
  const secondStep = (proof: () => Promise<object>) =>
    send('/sign-in/second-step', async () => ({ ticket: waiting?.ticket, ...(await proof()) }))
  return (
    <main className={css.page}>
      <div className={css.card}>
        {waiting ? (
          <SecondStep waiting={waiting} says={says} isBusy={isBusy} send={secondStep} startOver={startOver} />
        ) : (
          <FirstStep says={says} isBusy={isBusy} to={to} send={send} />
        )}
      </div>
    </main>
  )
}

interface FirstProps {
  readonly says: string | null
  readonly isBusy: boolean
  /** Where the visitor wanted to go. */
  readonly to: string
  readonly send: (path: string, body: () => Promise<object>) => Promise<void>
}

function FirstStep({ says, isBusy, to, send }: FirstProps) {
  const { name } = useApplication()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = Object.fromEntries(new FormData(event.currentTarget))
    void send('/sign-in', async () => given)
  }
  return (
    <>
      <h1 className={css.title}>Sign in to {name}</h1>
      <p className={css.about}>Use the e-mail address your company knows you by.</p>
      <form className={css.form} onSubmit={submit}>
        <TextInput
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username webauthn"
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordInput label="Password" name="password" autoComplete="current-password" required withAsterisk={false} />
        {says && (
          <div role="alert" className={css.problem}>
            {says}
          </div>
        )}
        <Button type="submit" size="sm" loading={isBusy} fullWidth>
          Sign in
        </Button>
        {knowsPasskeys() && (
          <Button
            variant="default"
            size="sm"
            fullWidth
            disabled={isBusy}
            onClick={() => void send('/sign-in/passkey', () => askForPasskey('/sign-in/passkey-challenge', {}))}
          >
            Use a passkey
          </Button>
        )}
        <Providers to={to} isBusy={isBusy} />
      </form>
    </>
  )
}

function useSignIn() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { to, problem = '' } = useSearch({ strict: false }) as { to?: string; problem?: string }
  const [waiting, setWaiting] = useState<Waiting | null>(() => broughtBack(window.location.hash))
  const [says, setSays] = useState<string | null>(providerProblems[problem] ?? null)
  const [isBusy, setIsBusy] = useState(false)
  const send = async (path: string, body: () => Promise<object>): Promise<void> => {
    setIsBusy(true)
    setSays(null)
    try {
      const { secondStep } = await api<{ secondStep?: Waiting }>('POST', path, { body: await body() })
      if (secondStep) return setWaiting(secondStep)
      client.removeQueries()
      await client.invalidateQueries({ queryKey: keys.me })
      await navigate({ href: insidePath(to), replace: true })
    } catch (error) {
      setSays(error instanceof Error ? error.message : 'Signing in didn’t work. Try again.')
    } finally {
      setIsBusy(false)
    }
  }
  const startOver = () => {
    setWaiting(null)
    setSays(null)
  }
  return { waiting, says, isBusy, to: insidePath(to), send, startOver }
}

/** Only places of this app: an address elsewhere leads to the first page. */
const insidePath = (to: string | undefined): string => (to && /^\/(?![/\\])/.test(to) ? to : '/')
