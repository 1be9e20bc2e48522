import { useParams } from '@tanstack/react-router'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { AccountHistory, SignIns } from '../enter/happenings.web.tsx'
import { Broken, NotFound } from '../shell/problem.web.tsx'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { toast } from '../toast.web.tsx'
import { useTitle } from '../title.web.ts'
import { ApiProblem } from '../api.web.ts'
import { AccountForm, type AccountValues } from './account-form.web.tsx'
import css from './admin.module.css'
import { type Account, useAccount, useSaveAccount } from './data.web.ts'
import { Doors } from './doors.web.tsx'
import { AdminPage, Section } from './page.web.tsx'
import { ViewAs } from './view-as.web.tsx'
import { Why } from './why.web.tsx'

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
      <ViewAs account={account} />
      <Why account={account} />
      <Doors account={account} />
      <Section title="Recent sign-ins" about="Whoever tried to sign in by this account, and whether they got in.">
        <SignIns of={`/accounts/${id}`} />
      </Section>
      <Section title="What happened to this account">
        <AccountHistory of={`/accounts/${id}`} />
      </Section>
    </AdminPage>
  )
}
