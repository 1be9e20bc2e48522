import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { encode } from 'uqr'
import { ApiProblem } from '../api.web.ts'
import { Dialog } from '../record/dialog.web.tsx'
import { useChangeSecurity } from './data.web.ts'
import css from './enter.module.css'
import { CodeInput } from './prove.web.tsx'

/** A secret that an app may take, offered by the server. */
export interface TotpOffer {
  readonly uri: string
  readonly secret: string
}
interface AddProps {
  readonly offer: TotpOffer
  /** The recovery codes, where there were none before. */
  readonly onAdded: (codes: readonly string[] | null) => void
  readonly onClose: () => void
}

/** Sets up an app for codes: its picture to scan, then the first code to prove that it works. */
export function AddTotp({ offer, onAdded, onClose }: AddProps) {
  const change = useChangeSecurity()
  const [says, setSays] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const body = Object.fromEntries(new FormData(event.currentTarget))
    setBusy(true)
    try {
      const answer = await change<{ recoveryCodes: string[] | null }>('POST', '/me/totp/confirm', body)
      onAdded(answer.recoveryCodes)
    } catch (error) {
      const first = error instanceof ApiProblem ? error.problems[0]?.says : undefined
      setSays(first ?? (error instanceof Error ? error.message : 'That didn’t work. Try again.'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog title="Set up an app for codes" onClose={onClose}>
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <p className={css.note}>Scan this with an app such as a password manager, then type the code that it shows.</p>
        <Picture text={offer.uri} />
        <details className={css.note}>
          <summary>Type it instead</summary>
          <code className={css.secret}>{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </details>
        <CodeInput name="code" error={says} />
        <div>
          <Button type="submit" size="sm" loading={isBusy}>
            Set up
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Picture({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 3 })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg className={css.picture} viewBox={`0 0 ${size} ${size}`} role="img" aria-label="QR code for the app">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}
