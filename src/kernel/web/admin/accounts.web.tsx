import { Button, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Face } from '../field/face.web.tsx'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import css from './admin.module.css'
import { type Account, useAccounts, useRoles } from './data.web.ts'
import { AdminPage, Failed } from './page.web.tsx'

/** Everyone who may sign in. */
export default function AccountsPage() {
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 150)
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useAccounts(q)
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <AdminPage
      title="Accounts"
      about="Who may sign in, and with which roles."
      action={
        <Button component={Link} to="/admin/accounts/new" h={30} px={12}>
          New account
        </Button>
      }
    >
      <TextInput
        className={css.search}
        type="search"
        size="xs"
        aria-label="Search accounts by name or e-mail"
        placeholder="Name or e-mail"
        data-search
        leftSection={<IconSearch size={14} aria-hidden />}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={({ key }) => key === 'Escape' && setText('')}
      />
      {error && <Failed error={error} retry={refetch} />}
      {isPending && <Waiting />}
      {data && rows.length === 0 && <p className={css.empty}>No account has “{q}” in its name or e-mail.</p>}
      {rows.length > 0 && <AccountTable rows={rows} />}
      {hasNextPage && (
        <div className={css.actions}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more accounts
          </Button>
        </div>
      )}
    </AdminPage>
  )
}

function AccountTable({ rows }: { rows: readonly Account[] }) {
  const { data: roles = [] } = useRoles()
  const words = (names: readonly string[]) =>
    names.map((name) => roles.find((role) => role.name === name)?.label ?? name).join(', ')
  return (
    <table className={css.table} data-folds data-has-faces>
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">Roles</th>
          <th scope="col">Last seen</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((account) => (
          <tr key={account.id} data-is-off={account.isDisabled || undefined}>
            <th scope="row">
              <Link to={`/admin/accounts/${account.id}` as '/'} className={css.who}>
                <Face name={account.name} size={28} isBare />
                <span className={css.whoText}>
                  <strong>{account.name}</strong>
                  <span>{account.email}</span>
                </span>
              </Link>
            </th>
            <td>{words(account.roles) || <span className={css.dim}>None: can sign in, sees nothing</span>}</td>
            <td className={css.dim}>{account.lastSeenAt ? <When value={account.lastSeenAt} /> : 'Not signed in'}</td>
            <td>
              <Toned tone={account.isDisabled ? 'neutral' : 'good'}>
                {account.isDisabled ? 'Disabled' : 'Enabled'}
              </Toned>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Waiting = () => (
  <div className={css.waiting} aria-busy="true" aria-label="Loading">
    {Array.from({ length: 6 }, (_, index) => (
      <Skeleton key={index} h={28} />
    ))}
  </div>
)
