import { Button } from '@mantine/core'
import { useState } from 'react'
import { useMe } from '../session.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import css from './admin.module.css'
import { type Account, useEndSessions, useSaveAccount } from './data.web.ts'
import { Identities } from './identities.web.tsx'
import { passwordOf } from './new-password.ts'
import { Section } from './page.web.tsx'
import { SecuritySection } from './security.web.tsx'
import { ShownPassword } from './shown-password.web.tsx'

/** What lets somebody in, or keeps them out. */
export function Doors({ account }: { account: Account }) {
  const { id, name, isDisabled, lastSeenAt } = account
  const isMe = useMe().account.id === id
  const [password, setPassword] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const save = useSaveAccount()
  const endSessions = useEndSessions()
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true)
    await work().catch(toastProblem)
    setBusy(false)
  }
  const renew = async () => {
    const next = passwordOf(crypto.getRandomValues(new Uint8Array(20)))
    await save(id, { password: next })
    setPassword(next)
  }
  const end = async () => {
    await endSessions(id)
    toast({ says: `${name} is signed out everywhere.` })
  }
  const close = async (disables: boolean): Promise<void> => {
    await save(id, { isDisabled: disables })
    toast({
      says: disables ? `${name} can’t sign in any more.` : `${name} can sign in again.`,
      action: { label: 'Undo', run: () => void close(!disables).catch(toastProblem) },
    })
  }
  if (isMe)
    return (
      <Section
        title="Signing in"
        about="This is your own account: change your password and end sessions under Account."
      >
        {null}
      </Section>
    )
  return (
    <>
      <Section
        title="Password"
        about="For someone who forgot theirs. The new one is made here and shown once; they are signed out everywhere."
      >
        {password ? (
          <ShownPassword password={password} name={name} />
        ) : (
          <Button variant="default" size="sm" disabled={isBusy} onClick={() => void attempt(renew)}>
            Set a new password
          </Button>
        )}
      </Section>
      <Section
        title="Sessions"
        about={lastSeenAt ? 'Ends every session at once; they can sign in again.' : 'There is no session to end.'}
      >
        {lastSeenAt && (
          <Button variant="default" size="sm" disabled={isBusy} onClick={() => void attempt(end)}>
            Sign out everywhere
          </Button>
        )}
      </Section>
      <Identities id={id} name={name} />
      <SecuritySection id={id} name={name} />
      <Section
        title={isDisabled ? 'This account is disabled' : 'Disable'}
        about={
          isDisabled
            ? 'Nobody can sign in with it. What its owner did stays in the history.'
            : 'For someone who left: no sign-in, and every session ends. What they did stays in the history.'
        }
      >
        <Button
          variant="default"
          size="sm"
          disabled={isBusy}
          className={isDisabled ? undefined : css.grave}
          onClick={() => void attempt(() => close(!isDisabled))}
        >
          {isDisabled ? 'Enable account' : 'Disable account'}
        </Button>
      </Section>
    </>
  )
}
