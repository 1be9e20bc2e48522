import { Button, Radio, SegmentedControl, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import { inSentence } from '../../record/in-sentence.ts'
import { useRegistry } from '../application.web.ts'
import { Dialog } from '../record/dialog.web.tsx'
import { mayI, useMe } from '../session.web.tsx'
import css from './enter.module.css'
import { type Reach, scopesOf } from './scopes.ts'

export interface KeyValues {
  readonly name: string
  readonly scopes: readonly string[]
  readonly expiresAt: string | null
}
const lasting = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'No end' },
]
const dayMs = 86_400_000
/** What a key that reads or writes records mostly needs besides, where its owner may. */
const verbs = ['comment.write', 'history.read', 'export.run', 'import.run']

/** Asks what a new key is called, what it may do, and until when. */
export function NewKey({ onMake, onClose }: { onMake: (values: KeyValues) => Promise<void>; onClose: () => void }) {
  const me = useMe()
  const records = useRegistry().records.filter((record) => me.can[record.name]?.read)
  const [isAll, setAll] = useState(false)
  const [reaches, setReaches] = useState<Readonly<Record<string, Reach>>>({})
  const [days, setDays] = useState('90')
  const [isBusy, setBusy] = useState(false)
  const further = Object.values(reaches).includes('write') ? verbs.filter((verb) => mayI(me, verb)) : []
  const scopes = isAll ? ['*'] : scopesOf(reaches, further)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name'))
    setBusy(true)
    await onMake({ name, scopes, expiresAt: days ? new Date(Date.now() + Number(days) * dayMs).toISOString() : null })
    setBusy(false)
  }
  return (
    <Dialog title="Make an API key" size="lg" onClose={onClose}>
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Name"
          description="The program that will use it."
          name="name"
          maxLength={100}
          required
          withAsterisk={false}
          data-autofocus
        />
        <Radio.Group
          label="What it may do"
          value={isAll ? 'all' : 'some'}
          onChange={(value) => setAll(value === 'all')}
        >
          <div className={css.choices}>
            <Radio value="some" label="Only what is chosen here" />
            <Radio value="all" label="Everything that I may do, but manage accounts" />
          </div>
        </Radio.Group>
        {!isAll && (
          <ul className={css.scopes} aria-label="Records that the key reaches">
            {records.map((record) => (
              <li key={record.name} className={css.scope}>
                <span>{record.label[1]}</span>
                <SegmentedControl
                  size="xs"
                  aria-label={`What it may do to ${inSentence(record.label[1])}`}
                  value={reaches[record.name] ?? 'none'}
                  onChange={(reach) => setReaches({ ...reaches, [record.name]: reach as Reach })}
                  data={[
                    { value: 'none', label: 'Nothing' },
                    { value: 'read', label: 'Read' },
                    { value: 'write', label: 'Read and change' },
                  ]}
                />
              </li>
            ))}
          </ul>
        )}
        <Radio.Group label="Good for" value={days} onChange={setDays}>
          <div className={css.buttons}>
            {lasting.map((one) => (
              <Radio key={one.value} value={one.value} label={one.label} />
            ))}
          </div>
        </Radio.Group>
        <p className={css.note}>It never may do more than you may yourself at that moment.</p>
        <div>
          <Button type="submit" size="sm" loading={isBusy} disabled={scopes.length === 0}>
            Make key
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** A new key, shown this once. */
export function ShownKey({ secret, onClose }: { secret: string; onClose: () => void }) {
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <Dialog title="Copy the key now" onClose={onClose}>
      <div className={css.form}>
        <p className={css.note}>
          It is shown only now. The program sends it with each request as <code>Authorization: Bearer …</code>.
        </p>
        <code className={css.key}>{secret}</code>
        <div className={css.buttons}>
          <Button size="sm" onClick={() => clipboard.copy(secret)}>
            {clipboard.copied ? 'Copied' : 'Copy key'}
          </Button>
          <Button variant="default" size="sm" onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
