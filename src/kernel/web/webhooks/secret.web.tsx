import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import css from './webhooks.module.css'

/** What making a secret answers. */
export interface MadeSecret {
  readonly secret: string
  readonly oldUntil: string | null
}

/** A secret that is shown this once, with what to do with it. */
export function ShownSecret({ made }: { made: MadeSecret }) {
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <div className={css.secret} role="status">
      <p>
        The secret is shown only now. Give it to the receiver, which verifies each request with it.
        {made.oldUntil && ' For a day the one before signs, too, so that nothing is refused meanwhile.'}
      </p>
      <div className={css.secretLine}>
        <code>{made.secret}</code>
        <Button variant="default" onClick={() => clipboard.copy(made.secret)}>
          {clipboard.copied ? 'Copied' : 'Copy the secret'}
        </Button>
      </div>
    </div>
  )
}
