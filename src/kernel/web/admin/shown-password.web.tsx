import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import css from './admin.module.css'

/** A password that is shown this once, with how to hand it over. */
export function ShownPassword({ password, name }: { password: string; name: string }) {
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <div className={css.shown} role="status">
      <p>
        The password of <strong>{name}</strong>. It is shown only now: hand it over in person or by telephone, and ask
        them to change it under their account.
      </p>
      <div className={css.shownLine}>
        <code className={css.password}>{password}</code>
        <Button variant="default" size="sm" onClick={() => clipboard.copy(password)}>
          {clipboard.copied ? 'Copied' : 'Copy password'}
        </Button>
      </div>
    </div>
  )
}
