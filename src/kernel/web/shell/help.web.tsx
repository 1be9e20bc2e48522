import { Modal } from '@mantine/core'
import { pageKeys } from './page-keys.web.ts'
import css from './shell.module.css'
import { useGoShortcuts } from './shortcuts.web.ts'

const everywhere = [
  ['Ctrl K', 'Search or type a command'],
  ['?', 'This sheet'],
  ['z', 'Undo what was just done'],
] as const
const inLists = [
  ['↑ ↓ ← →', 'Move between rows and cells'],
  ['Home End', 'First and last cell'],
  ['Enter', 'Open the record'],
  ['Space', 'Look at the record without leaving the list'],
  ['x', 'Select the row; with Shift all rows since the last'],
  ['e', 'Edit the cell'],
  ['/', 'Search in this list'],
  ['n', 'New record'],
  ['Esc', 'Close, or clear the selection'],
] as const
const inForms = [
  ['Ctrl Enter', 'Save, or send the comment'],
  ['Esc', 'Leave the value as it was'],
] as const

/** Every key that does something. */
export default function HelpSheet({ close }: { close: () => void }) {
  const go = useGoShortcuts().map(({ keys, does }) => [keys, does] as const)
  const own = pageKeys()
  return (
    <Modal opened onClose={close} title="Keyboard shortcuts" size={720}>
      <div className={css.sheet}>
        {own && <Group title={own.title} rows={own.keys} />}
        <Group title="Everywhere" rows={everywhere} />
        <Group title="In lists" rows={inLists} />
        <Group title="Go to" rows={go} />
        <Group title="In forms" rows={inForms} />
      </div>
    </Modal>
  )
}

function Group({ title, rows }: { title: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3 className={css.sheetTitle}>{title}</h3>
      <dl className={css.sheetRows}>
        {rows.map(([keys, does]) => (
          <div key={does} className={css.sheetRow}>
            <dt>{does}</dt>
            <dd>
              {keys.split(' ').map((key) => (
                <kbd key={key} className={css.kbd}>
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
