import { Button } from '@mantine/core'
import { useState } from 'react'
import { When } from '../field/when.web.tsx'
import type { PartProps } from '../record/extend.web.tsx'
import { Notice } from '../record/states.web.tsx'
import { mayI, useMe } from '../session.web.tsx'
import { useAct, useWebhookState } from './data.web.ts'
import { type MadeSecret, ShownSecret } from './secret.web.tsx'

/** What a webhook needs next: a secret, or somebody who mends what is wrong. Nothing where all is well. */
export default function WebhookBanner({ row }: PartProps) {
  const { data: state } = useWebhookState(row.id, row.version)
  const [made, setMade] = useState<MadeSecret | null>(null)
  const act = useAct(row.id)
  const may = mayI(useMe(), 'webhook.write')
  if (made) return <ShownSecret made={made} />
  if (!state || row.archivedAt !== null) return null
  if (state.secretMadeAt === null)
    return (
      <Notice
        tone="warning"
        action={
          may && (
            <Button
              size="compact-sm"
              onClick={() => void act<MadeSecret>(`/webhooks/${row.id}/secret`, null).then(setMade)}
            >
              Make the secret
            </Button>
          )
        }
      >
        Nothing is sent yet: each request is signed with a secret, and there is none.
      </Notice>
    )
  if (row.isOn !== true)
    return (
      <Notice tone={state.offBecause ? 'warning' : 'neutral'}>
        {state.offBecause
          ? `It was switched off. ${state.offBecause} Mend that, then switch it on again: what waits is sent.`
          : 'It is off: nothing is sent, and what happens now is not kept for it.'}
      </Notice>
    )
  if (state.failingSince === null) return null
  return (
    <Notice tone="warning">
      Nothing has arrived there since <When value={state.failingSince} style="both" />. It is tried again by itself, and
      switched off after three days. The log below says why.
    </Notice>
  )
}
