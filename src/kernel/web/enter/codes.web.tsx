import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Dialog } from '../record/dialog.web.tsx'
import css from './enter.module.css'

/** Recovery codes, shown this once, with ways to keep them. */
export function ShownCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const clipboard = useClipboard({ timeout: 2000 })
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${codes.join('\n')}\n`)}`
  return (
    <Dialog title="Keep these recovery codes" onClose={onClose}>
      <div className={css.form}>
        <p className={css.note}>
          Each lets you in once when you have neither your phone nor your passkey. They are shown only now: keep them
          where you would keep a spare key.
        </p>
        <ul className={css.codes} aria-label="Recovery codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div className={css.buttons}>
          <Button size="sm" onClick={onClose}>
            I have kept them
          </Button>
          <Button variant="default" size="sm" onClick={() => clipboard.copy(codes.join('\n'))}>
            {clipboard.copied ? 'Copied' : 'Copy all'}
          </Button>
          <Button variant="default" size="sm" component="a" href={file} download="quarterdeck-recovery-codes.txt">
            Save as file
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
