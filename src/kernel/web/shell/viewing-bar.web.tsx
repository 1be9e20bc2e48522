import { Button } from '@mantine/core'
import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs'
import { useEffect, useState } from 'react'
import { api } from '../api.web.ts'
import type { Me } from '../session.web.tsx'
import { toastProblem } from '../toast.web.tsx'
import css from './shell.module.css'

/** Says through whose eyes the page is seen, and ends it; a fresh page follows, so that nothing of theirs stays behind. */
export function ViewingBar({ me, viewing }: { me: Me; viewing: NonNullable<Me['viewing']> }) {
  const [isBusy, setBusy] = useState(false)
  const until = Date.parse(viewing.until)
  useEffect(() => {
    const timer = setTimeout(() => location.assign('/'), Math.max(1000, until - Date.now() + 2500))
    return () => clearTimeout(timer)
  }, [until])
  const end = async () => {
    setBusy(true)
    await api('DELETE', '/me/viewing').then(
      () => location.assign(`/admin/accounts/${me.account.id}`),
      (error: unknown) => {
        toastProblem(error)
        setBusy(false)
      },
    )
  }
  return (
    <aside className={css.viewing} aria-label="Viewing as somebody else">
      <IconEye size={18} aria-hidden />
      <p>
        <strong>You see what {me.account.name} sees.</strong> You can look, but change nothing, until{' '}
        {new Date(until).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}.
      </p>
      <Button variant="default" size="xs" loading={isBusy} onClick={() => void end()}>
        End the view
      </Button>
    </aside>
  )
}
