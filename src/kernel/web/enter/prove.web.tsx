import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ApiProblem, api } from '../api.web.ts'
import { Dialog } from '../record/dialog.web.tsx'
import { toastProblem } from '../toast.web.tsx'
import { refreshSecurity, useSecurity } from './data.web.ts'
import css from './enter.module.css'
import { askForPasskey, knowsPasskeys } from './passkey.web.ts'

type Work = () => Promise<unknown>

/** Runs what changes how one signs in. Where the server wants a proof first, asks for it, and goes on once it is given. */
export function useProved(): { readonly run: (work: Work) => Promise<void>; readonly dialog: ReactNode } {
  const [waiting, setWaiting] = useState<Work | null>(null)
  const run = async (work: Work): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'ProofNeeded') setWaiting(() => work)
      else toastProblem(error)
    }
  }
  const goOn = () => {
    setWaiting(null)
    if (waiting) void run(waiting)
  }
  return { run, dialog: waiting && <Prove onProved={goOn} onClose={() => setWaiting(null)} /> }
}

/** Asks who is there: by their password, or by what they have besides. */
function Prove({ onProved, onClose }: { onProved: () => void; onClose: () => void }) {
  const { data } = useSecurity()
  const { says, isBusy, send } = useProof(onProved)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = Object.fromEntries(new FormData(event.currentTarget))
    void send(async () => given)
  }
  const hasPasskey = (data?.passkeys.length ?? 0) > 0 && knowsPasskeys()
  const hasCode = Boolean(data?.totpSince) && !data?.hasPassword
  return (
    <Dialog title="Is it you?" onClose={onClose}>
      <form className={css.form} onSubmit={submit}>
        <p className={css.note}>This changes how you sign in. Once proven, it holds for ten minutes.</p>
        {data?.hasPassword && (
          <PasswordInput
            label="Your password"
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            data-autofocus
          />
        )}
        {hasCode && <CodeInput name="code" />}
        {data && !data.hasPassword && !hasCode && !hasPasskey && (
          <p className={css.note}>Sign out and in again: that proves it, too.</p>
        )}
        {says && (
          <div role="alert" className={css.problem}>
            {says}
          </div>
        )}
        <div className={css.buttons}>
          {(data?.hasPassword || hasCode) && (
            <Button type="submit" size="sm" loading={isBusy}>
              Go on
            </Button>
          )}
          {hasPasskey && (
            <Button
              variant="default"
              size="sm"
              disabled={isBusy}
              onClick={() => void send(async () => ({ passkey: await askForPasskey('/me/proof-challenge') }))}
            >
              Use a passkey
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}

function useProof(onProved: () => void) {
  const client = useQueryClient()
  const [says, setSays] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const send = async (proof: () => Promise<object>): Promise<void> => {
    setBusy(true)
    setSays(null)
    try {
      await api('POST', '/me/proof', { body: await proof() })
      refreshSecurity(client)
      onProved()
    } catch (error) {
      const problem = error instanceof ApiProblem ? error.problems[0]?.says : undefined
      setSays(problem ?? (error instanceof Error ? error.message : 'That didn’t work. Try again.'))
    } finally {
      setBusy(false)
    }
  }
  return { says, isBusy, send }
}

/** Where the six digits of an app go. */
export function CodeInput({ name, error }: { name: string; error?: string | undefined }) {
  return (
    <TextInput
      label="Code"
      description="The six digits that the app shows now."
      name={name}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={7}
      required
      withAsterisk={false}
      error={error}
      data-autofocus
      autoFocus
    />
  )
}
