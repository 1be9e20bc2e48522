import { Button } from '@mantine/core'
import { useState } from 'react'
import { When } from '../field/when.web.tsx'
import type { PartProps } from '../record/extend.web.tsx'
import { mayI, useMe } from '../session.web.tsx'
import { useAct, useWebhookState } from './data.web.ts'
import { type MadeSecret, ShownSecret } from './secret.web.tsx'
import css from './webhooks.module.css'

/** Since when the secret signs, and making another one. */
export default function Signing({ row }: PartProps) {
  const { data: state } = useWebhookState(row.id, row.version)
  const [made, setMade] = useState<MadeSecret | null>(null)
  const act = useAct(row.id)
  const may = mayI(useMe(), 'webhook.write') && row.archivedAt === null
  if (!state) return null
  if (state.secretMadeAt === null && !made)
    return <p className={css.dim}>There is no secret yet, so nothing is signed and nothing is sent.</p>
  return (
    <div className={css.signing}>
      {state.secretMadeAt && (
        <p>
          Requests are signed as Standard Webhooks says, with a secret made <When value={state.secretMadeAt} />.
          {state.oldSecretUntil && (
            <>
              {' '}
              The one before signs, too, until <When value={state.oldSecretUntil} style="exact" />.
            </>
          )}
        </p>
      )}
      {made && <ShownSecret made={made} />}
      {may && !made && (
        <Button
          variant="default"
          onClick={() => void act<MadeSecret>(`/webhooks/${row.id}/secret`, null).then(setMade)}
        >
          Make a new secret
        </Button>
      )}
    </div>
  )
}
