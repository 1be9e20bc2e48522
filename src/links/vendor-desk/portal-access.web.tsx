import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { panelStyles as panel } from '../../foundation/pictures/index.web.tsx'
import { api } from '../../kernel/web/api.web.ts'
import { When } from '../../kernel/web/field/when.web.tsx'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import { toast, toastProblem } from '../../kernel/web/toast.web.tsx'
import { usePortalAccess } from './data.web.ts'
import css from './vendor-desk.module.css'
import type { PortalAccess as Access } from './wire.ts'

/** Whether a contact can sign in to see the tickets that they have, and the way to invite them or to end it. */
export default function PortalAccess({ row }: PartProps) {
  const client = useQueryClient()
  const { data } = usePortalAccess(row.id)
  const [isBusy, setBusy] = useState(false)
  if (!data) return null
  const { account } = data
  const go = async (method: 'POST' | 'DELETE', says: string) => {
    setBusy(true)
    try {
      const now = await api<Access>(method, `/vendor-contacts/${row.id}/portal`)
      client.setQueryData(['portal-access', row.id], now)
      toast({ says })
    } catch (problem) {
      toastProblem(problem)
    }
    setBusy(false)
  }
  const canInvite = row.can.includes('update') && row.state === 'there' && typeof row.email === 'string'
  return (
    <>
      <p className={panel.lead}>
        {account === null || !account.isOpen ? (
          'They can’t sign in. They open each ticket by the link of its mail.'
        ) : account.hasCome ? (
          <>
            They sign in as {account.email}
            {account.lastSeenAt ? (
              <>
                , last <When value={account.lastSeenAt} />
              </>
            ) : (
              ''
            )}
            , and see the tickets that they have, nothing else.
          </>
        ) : (
          `They are invited as ${account.email} and haven’t chosen a password yet.`
        )}
      </p>
      {row.can.includes('update') && (
        <div className={css.ways}>
          {canInvite && (
            <Button
              variant="default"
              size="compact-sm"
              loading={isBusy}
              onClick={() => void go('POST', 'The invitation is on its way.')}
            >
              {account?.isOpen ? 'Invite them anew' : 'Invite to the portal'}
            </Button>
          )}
          {account?.isOpen && (
            <Button
              variant="subtle"
              size="compact-sm"
              disabled={isBusy}
              onClick={() => void go('DELETE', 'They are signed out and can’t sign in any more.')}
            >
              Close the portal to them
            </Button>
          )}
        </div>
      )}
      {!canInvite && row.can.includes('update') && account === null && (
        <p className={css.dim}>To be invited, they need an e-mail address and to be still there.</p>
      )}
    </>
  )
}
