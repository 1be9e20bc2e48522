import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api } from '../../kernel/web/api.web.ts'
import { Dialog } from '../../kernel/web/record/dialog.web.tsx'
import type { Row } from '../../kernel/web/record/row.ts'
import { wordsOf } from '../../kernel/web/record/value.web.tsx'
import { toast } from '../../kernel/web/toast.web.tsx'
import { useTold } from './data.web.ts'
import type { Shares } from './shares.ts'
import css from './vendor-desk.module.css'
import { WhatTheySee } from './what-they-see.web.tsx'
import type { VendorsOfTicket } from './wire.ts'

interface SeeDialogProps {
  readonly ticket: Row
  readonly one: VendorsOfTicket['rows'][number]
  readonly vendor: string
  readonly onClose: () => void
}

/** What a vendor sees of a ticket that they have already: more of it, or less. */
export default function SeeDialog({ ticket, one, vendor, onClose }: SeeDialogProps) {
  const told = useTold(ticket.id)
  const [chosen, setChosen] = useState<Shares>(one.shares)
  const [says, setSays] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setSending(true)
    try {
      await api('PATCH', `/tickets-with-vendors/${one.id}`, { body: { shares: chosen }, version: one.version })
      toast({ says: `${vendor} sees it so from now on.` })
      onClose()
    } catch (problem) {
      setSays(wordsOf(problem, 'shares'))
      setSending(false)
    }
    await told()
  }
  return (
    <Dialog title={`What ${vendor} sees of ${ticket.number}`} onClose={onClose}>
      <form className={css.form} onSubmit={(event) => void send(event)} noValidate>
        <WhatTheySee ticket={ticket} chosen={chosen} set={(change) => setChosen((now) => ({ ...now, ...change }))} />
        <p className={css.dim}>Their page shows it at once; no mail is sent. What they read before, they know.</p>
        {says && (
          <p role="alert" className={css.bad}>
            {says}
          </p>
        )}
        <div className={css.end}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSending}>
            Let them see this
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
