import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { When } from '../field/when.web.tsx'
import { Dialog } from '../record/dialog.web.tsx'
import { toast } from '../toast.web.tsx'
import { AddTotp, type TotpOffer } from './add-totp.web.tsx'
import { ShownCodes } from './codes.web.tsx'
import { type Passkey, refreshMe, type Security, useChangeSecurity, useSecurity } from './data.web.ts'
import { deviceText } from './device.ts'
import css from './enter.module.css'
import { knowsPasskeys, makePasskey } from './passkey.web.ts'
import { useProved } from './prove.web.tsx'

/** The caller's second factors: passkeys, an app for codes, recovery codes. */
export function FactorSection() {
  const { data, error } = useSecurity()
  return (
    <section className={css.section} id="second-factor">
      <h2>Passkeys and codes</h2>
      <p>
        A passkey signs you in with a finger, your face or a PIN, and no password. An app for codes asks for one more
        step after your password.
      </p>
      {error && (
        <p role="alert" className={css.problem}>
          {error.message}
        </p>
      )}
      {data && <FactorList data={data} />}
    </section>
  )
}

/** What there is, what can be added, and what is shown once it was. */
export function FactorList({ data }: { data: Security }) {
  const client = useQueryClient()
  const change = useChangeSecurity()
  const { run, dialog } = useProved()
  const [offer, setOffer] = useState<TotpOffer | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [naming, setNaming] = useState<Passkey | 'new' | null>(null)
  const hasAny = data.totpSince !== null || data.passkeys.length > 0
  const added = (says: string) => (fresh: readonly string[] | null) => {
    setOffer(null)
    setNaming(null)
    setCodes(fresh)
    toast({ says })
    if (fresh === null) void refreshMe(client)
  }
  const closeCodes = () => {
    setCodes(null)
    void refreshMe(client)
  }
  const addPasskey = (name: string) =>
    run(async () => {
      const answer = await makePasskey()
      const made = await change<{ recoveryCodes: string[] | null }>('POST', '/me/passkeys', { ...answer, name })
      added('The passkey is added.')(made.recoveryCodes)
    })
  const rename = (id: string) => (name: string) =>
    run(async () => {
      await change('PATCH', `/me/passkeys/${id}`, { name })
      setNaming(null)
    })
  const remove = (path: string, says: string) =>
    run(async () => {
      await change('DELETE', path)
      toast({ says })
    })
  return (
    <>
      <ul className={css.sessions}>
        {data.passkeys.map((one) => (
          <Line key={one.id} title={one.name} about={<PasskeyFacts passkey={one} />}>
            <Button variant="default" aria-label={`Rename ${one.name}`} onClick={() => setNaming(one)}>
              Rename
            </Button>
            <Button
              variant="default"
              aria-label={`Remove ${one.name}`}
              onClick={() => void remove(`/me/passkeys/${one.id}`, 'The passkey is removed.')}
            >
              Remove
            </Button>
          </Line>
        ))}
        {data.totpSince && (
          <Line
            title="App for codes"
            about={
              <>
                set up <When value={data.totpSince} />
              </>
            }
          >
            <Button variant="default" onClick={() => void remove('/me/totp', 'The app for codes is removed.')}>
              Remove app
            </Button>
          </Line>
        )}
        {hasAny && (
          <Line title="Recovery codes" about={`${data.recoveryCodes} of 10 left`}>
            <Button
              variant="default"
              onClick={() =>
                void run(async () =>
                  setCodes((await change<{ recoveryCodes: string[] }>('POST', '/me/recovery-codes')).recoveryCodes),
                )
              }
            >
              Make new codes
            </Button>
          </Line>
        )}
      </ul>
      <div className={css.buttons}>
        {knowsPasskeys() && (
          <Button variant="default" size="sm" onClick={() => setNaming('new')}>
            Add a passkey
          </Button>
        )}
        {!data.totpSince && (
          <Button
            variant="default"
            size="sm"
            onClick={() => void run(async () => setOffer(await change<TotpOffer>('POST', '/me/totp')))}
          >
            Set up an app for codes
          </Button>
        )}
      </div>
      {naming && (
        <PasskeyName
          initial={naming === 'new' ? deviceText(navigator.userAgent) : naming.name}
          isNew={naming === 'new'}
          onSave={naming === 'new' ? addPasskey : rename(naming.id)}
          onClose={() => setNaming(null)}
        />
      )}
      {offer && <AddTotp offer={offer} onAdded={added('The app is set up.')} onClose={() => setOffer(null)} />}
      {codes && <ShownCodes codes={codes} onClose={closeCodes} />}
      {dialog}
    </>
  )
}

function PasskeyFacts({ passkey: { isSynced, createdAt, lastUsedAt } }: { passkey: Passkey }) {
  return (
    <>
      Passkey{isSynced ? ', kept in sync' : ' of one device'} · added <When value={createdAt} />
      {lastUsedAt && (
        <>
          {' '}
          · used <When value={lastUsedAt} />
        </>
      )}
    </>
  )
}

interface LineProps {
  readonly title: string
  readonly about: ReactNode
  readonly children: ReactNode
}

/** One thing of a list with what can be done to it. */
export function Line({ title, about, children }: LineProps) {
  return (
    <li>
      <span className={css.session}>
        <strong>{title}</strong>
        <span>{about}</span>
      </span>
      <span className={css.buttons}>{children}</span>
    </li>
  )
}

interface NameProps {
  readonly initial: string
  readonly isNew: boolean
  readonly onSave: (name: string) => Promise<void>
  readonly onClose: () => void
}

function PasskeyName({ initial, isNew, onSave, onClose }: NameProps) {
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    await onSave(String(new FormData(event.currentTarget).get('name')))
    setBusy(false)
  }
  return (
    <Dialog title={isNew ? 'Add a passkey' : 'Rename the passkey'} onClose={onClose}>
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Name"
          description="By which you will tell it from others."
          name="name"
          defaultValue={initial}
          maxLength={100}
          required
          withAsterisk={false}
          data-autofocus
        />
        <div>
          <Button type="submit" size="sm" loading={isBusy}>
            {isNew ? 'Make passkey' : 'Rename'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
