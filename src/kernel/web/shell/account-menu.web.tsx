import { Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, keys } from '../api.web.ts'
import { Face } from '../field/face.web.tsx'
import { type Density, useDensity } from '../preferences.web.ts'
import { useMe } from '../session.web.tsx'
import { toastProblem } from '../toast.web.tsx'
import css from './shell.module.css'

/** The caller's own menu: how the app looks, their account, the way out. */
export function AccountMenu({ openHelp }: { openHelp: () => void }) {
  const { account } = useMe()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useDensity()
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
        <div className={css.choice}>
          <span id="look">Look</span>
          <SegmentedControl
            aria-labelledby="look"
            size="xs"
            value={colorScheme}
            onChange={setColorScheme}
            data={[
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
              { value: 'auto', label: 'Auto' },
            ]}
          />
        </div>
        <div className={css.choice}>
          <span id="density">Rows</span>
          <SegmentedControl
            aria-labelledby="density"
            size="xs"
            value={density}
            onChange={(value) => setDensity(value as Density)}
            data={[
              { value: 'comfortable', label: 'Comfortable' },
              { value: 'compact', label: 'Compact' },
            ]}
          />
        </div>
        <Menu.Divider />
        <Menu.Item onClick={openHelp} rightSection={<kbd className={css.kbd}>?</kbd>}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item onClick={() => void navigate({ to: '/account' })}>Account and password</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Ends the session and forgets everything that was loaded in it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    try {
      await api('POST', '/sign-out')
      client.clear()
      client.setQueryData(keys.me, null)
      window.location.assign('/sign-in')
    } catch (error) {
      toastProblem(error)
    }
  }
}
