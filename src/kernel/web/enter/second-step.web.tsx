import { Button, TextInput, UnstyledButton } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import css from './enter.module.css'
import { askForPasskey, knowsPasskeys } from './passkey.web.ts'
import { CodeInput } from './prove.web.tsx'

/** What else to prove, as the server says after a right password, or after a provider vouched. */
export interface Waiting {
  readonly ticket: string
  readonly ways: readonly Way[]
  readonly isByProvider?: boolean
}
export type Way = 'code' | 'passkey' | 'recovery code'

interface StepProps {
  readonly waiting: Waiting
  readonly says: string | null
  readonly isBusy: boolean
  readonly send: (proof: () => Promise<object>) => Promise<void>
  readonly startOver: () => void
}

const asks: Readonly<Record<Way, string>> = {
  passkey: 'Use your passkey to go on.',
  code: 'Now the code from your app.',
  'recovery code': 'Use one of the recovery codes that you kept. Each is good once.',
}
const others: Readonly<Record<Way, string>> = {
  passkey: 'Use a passkey instead',
  code: 'Use a code from an app instead',
  'recovery code': 'Use a recovery code instead',
}

/** The second step of signing in: a passkey, a code, or a recovery code. */
export function SecondStep({
  waiting: { ticket, ways, isByProvider = false },
  says,
  isBusy,
  send,
  startOver,
}: StepProps) {
  const usable = ways.filter((way) => way !== 'passkey' || knowsPasskeys())
  const [way, setWay] = useState<Way>(usable[0] ?? 'recovery code')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = Object.fromEntries(new FormData(event.currentTarget))
    void send(async () =>
      way === 'passkey' ? { passkey: await askForPasskey('/sign-in/passkey-challenge', { ticket }) } : given,
    )
  }
  return (
    <>
      <h1 className={css.title}>One more step</h1>
      <p className={css.about}>
        {way !== 'recovery code' && (isByProvider ? 'We know who you are. ' : 'Your password was right. ')}
        {asks[way]}
      </p>
      <form className={css.form} onSubmit={submit}>
        {way === 'code' && <CodeInput name="code" />}
        {way === 'recovery code' && (
          <TextInput
            label="Recovery code"
            name="recoveryCode"
            autoComplete="off"
            required
            withAsterisk={false}
            autoFocus
          />
        )}
        {says && (
          <div role="alert" className={css.problem}>
            {says}
          </div>
        )}
        <Button type="submit" size="sm" loading={isBusy} fullWidth>
          {way === 'passkey' ? 'Use passkey' : 'Sign in'}
        </Button>
        <div className={css.others}>
          {usable
            .filter((other) => other !== way)
            .map((other) => (
              <UnstyledButton key={other} className={css.other} onClick={() => setWay(other)}>
                {others[other]}
              </UnstyledButton>
            ))}
          <UnstyledButton className={css.other} onClick={startOver}>
            Start over
          </UnstyledButton>
        </div>
      </form>
    </>
  )
}
