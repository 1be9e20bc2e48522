import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useApplication } from '../application.web.ts'
import { AccountForm, type AccountValues } from './account-form.web.tsx'
import css from './admin.module.css'
import { type Account, useSaveAccount } from './data.web.ts'
import { passwordOf } from './new-password.ts'
import { AdminPage } from './page.web.tsx'
import { ShownPassword } from './shown-password.web.tsx'

/** Makes an account with a password that is shown once. */
export default function NewAccountPage() {
  const { portalRoles } = useApplication()
  const [made, setMade] = useState<{ account: Account; password: string } | null>(null)
  const save = useSaveAccount()
  const create = async ({ self, ...values }: AccountValues) => {
    const password = passwordOf(crypto.getRandomValues(new Uint8Array(20)))
    setMade({ account: await save(null, { ...values, self: self?.id ?? null, password }), password })
  }
  if (made)
    return (
      <AdminPage title={`${made.account.name} can sign in now`} about={made.account.email} trail="accounts">
        <ShownPassword password={made.password} name={made.account.name} />
        <div className={css.actions}>
          <Button size="sm" variant="default" onClick={() => setMade(null)}>
            Create another account
          </Button>
          <Link to={`/admin/accounts/${made.account.id}` as '/'} className={css.link}>
            Open the account
          </Link>
        </div>
      </AdminPage>
    )
  const initial = { name: '', email: '', self: null, roles: portalRoles.slice(0, 1) }
  return (
    <AdminPage
      title="New account"
      about="They sign in with their e-mail address and a password that is made here and shown once."
      trail="accounts"
    >
      <AccountForm initial={initial} saves="Create account" onSave={create} isNew />
    </AdminPage>
  )
}
