import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import css from './reference.module.css'

/** Text for a terminal or a program, with a button that copies it. */
export function Code({ label, text }: { label: string; text: string }) {
  const clipboard = useClipboard({ timeout: 1500 })
  return (
    <div className={css.code}>
      <pre>
        <code>{text}</code>
      </pre>
      <Button
        className={css.copy}
        variant="default"
        size="compact-xs"
        aria-label={`Copy: ${label}`}
        onClick={() => clipboard.copy(text)}
      >
        {clipboard.copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  )
}
