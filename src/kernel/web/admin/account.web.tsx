import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { useMe } from '../session.web.tsx'
import { Broken, NotFound } from '../shell/problem.web.tsx'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import { useTitle } from '../title.web.ts'
import { ApiProblem } from '../api.web.ts'
import { AccountForm, type AccountValues } from './account-form.web.tsx'
import css from './admin.module.css'
import { type Account, useAccount, useEndSessions, useSaveAccount } from './data.web.ts'
import { passwordOf } from './new-password.ts'
import { AdminPage, Section } from './page.web.tsx'
import { ShownPassword } from './shown-password.web.tsx'

/** One account: what it is called, what it may do, its password, its sessions, and whether it is open at all. */
export default function AccountPage() {
  const { id = '' } = useParams({ strict: false }) as { readonly id?: string }
  const { data: account, error, isPending, refetch } = useAccount(id)
  useTitle(account?.name ?? null)
  if (isPending) return <PageSkeleton />
  if (error instanceof ApiProblem && error.status === 404) return <NotFound />
  if (!account) return <Broken error={error} reset={() => void refetch()} />
  return <OneAccount key={account.id} account={account} />
}

function OneAccount({ account }: { account: Account }) {
  const save = useSaveAccount()
  const { id, name, email, self, roles } = account
  const change = async ({ self: linked, ...values }: AccountValues) => {
    await save(id, { ...values, self: linked?.id ?? null })
    toast({ says: 'The account is changed.' })
  }
  return (
    <AdminPage
      title={name}
      about={
        <span className={css.facts}>
          <Toned tone={account.isDisabled ? 'neutral' : 'good'}>{account.isDisabled ? 'Disabled' : 'Enabled'}</Toned>
          <span>
            made <When value={account.createdAt} />
          </span>
          <span>
            {account.lastSeenAt ? (
              <>
                last seen <When value={account.lastSeenAt} />
              </>
            ) : (
              'not signed in'
            )}
          </span>
        </span>
      }
      trail="accounts"
    >
      <AccountForm
        key={JSON.stringify([name, email, self, roles])}
        initial={{ name, email, self, roles }}
        saves="Save changes"
        onSave={change}
      />
      <Doors account={account} />
    </AdminPage>
  )
}

/** What lets somebody in, or keeps them out. */
function Doors({ account }: { account: Account }) {
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
