import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem, api, read } from '../api.web.ts'
import { useApplication } from '../application.web.ts'
import { useTitle } from '../title.web.ts'
import { useShortestPassword } from './data.web.ts'
import css from './enter.module.css'

/** The first page of a new installation: whoever holds the one-time code becomes its first administrator. */
export function SetUpPage() {
  useTitle('Set up')
  const { name } = useApplication()
  const { code } = useSearch({ strict: false }) as { code?: string | number }
  const { data } = useQuery({
    queryKey: ['set-up'],
    queryFn: ({ signal }) => read<{ isNeeded: boolean }>('/set-up', {}, signal),
  })
  const { problem, isBusy, setUp } = useSetUp()
  const shortest = useShortestPassword()
  if (data && !data.isNeeded) return <Navigate to="/sign-in" replace />
  const error = (field: string) => problem?.problems.find((one) => one.field === field)?.says
  return (
    <main className={css.page}>
      <div className={css.card}>
        <h1 className={css.title}>Set up {name}</h1>
        <p className={css.about}>
          You become the first administrator. The code stands in the window where {name} was started.
        </p>
        <form className={css.form} onSubmit={(event) => void setUp(event)}>
          <TextInput
            label="One-time code"
            name="code"
            autoComplete="off"
            required
            withAsterisk={false}
            defaultValue={code}
            error={error('code')}
            autoFocus={!code}
          />
          <TextInput
            label="Your name"
            name="name"
            autoComplete="name"
            required
            withAsterisk={false}
            error={error('name')}
            autoFocus={Boolean(code)}
          />
          <TextInput
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            error={error('email')}
          />
          <PasswordInput
            label="Password"
            name="password"
            description={`At least ${shortest} characters. A few words are easier to keep than a riddle.`}
            autoComplete="new-password"
            minLength={shortest}
            required
            withAsterisk={false}
            error={error('password')}
          />
          {problem && problem.problems.length === 0 && (
            <div role="alert" className={css.problem}>
              {problem.message}
            </div>
          )}
          <Button type="submit" size="sm" loading={isBusy} fullWidth>
            Create the first account
          </Button>
        </form>
      </div>
    </main>
  )
}

function useSetUp() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const setUp = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const body = Object.fromEntries(new FormData(event.currentTarget))
    setIsBusy(true)
    setProblem(null)
    try {
      await api('POST', '/set-up', { body })
      client.removeQueries()
      await navigate({ to: '/', replace: true })
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem({ status: 0, code: 'Unexpected' }))
    } finally {
      setIsBusy(false)
    }
  }
  return { problem, isBusy, setUp }
}
