import { Menu, UnstyledButton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Face } from '../field/face.web.tsx'
import { leave } from '../leave.web.ts'
import { useMe } from '../session.web.tsx'
import { toastProblem } from '../toast.web.tsx'
import css from './shell.module.css'

const Looks = lazy(() => import('./looks.web.tsx'))

/** The caller's own menu: how the app looks, their account, the way out. */
export function AccountMenu({ openHelp }: { openHelp: () => void }) {
  const { account } = useMe()
  const navigate = useNavigate()
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={248}>
      <Menu.Target>
        <UnstyledButton className={css.me} aria-label={`Account of ${account.name}`}>
          <Face name={account.name} size={28} isBare />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={css.meName}>
          <strong>{account.name}</strong>
          <span>{account.email}</span>
        </div>
        <Menu.Divider />
        <Suspense fallback={<div className={css.looksRoom} />}>
          <Looks />
        </Suspense>
        <Menu.Divider />
        <Menu.Item onClick={openHelp} rightSection={<kbd className={css.kbd}>?</kbd>}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item onClick={() => void navigate({ to: '/account' })}>Account and password</Menu.Item>
        <Menu.Item onClick={() => void navigate({ to: '/account/notifications' as '/' })}>Notifications</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Ends the session, forgets everything that was loaded in it, and leads to the door; by way of the provider that vouched for it, where it ends its own. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    try {
      await leave(client)
    } catch (error) {
      toastProblem(error)
    }
  }
}
