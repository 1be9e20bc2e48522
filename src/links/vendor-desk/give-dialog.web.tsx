import { Button, Checkbox, Radio, Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Ref } from '../../kernel/record/field.ts'
import { api, ApiProblem } from '../../kernel/web/api.web.ts'
import { useRegistry } from '../../kernel/web/application.web.ts'
import { EditValue } from '../../kernel/web/field/edit.web.tsx'
import { refOf } from '../../kernel/web/field/wire.ts'
import { Dialog } from '../../kernel/web/record/dialog.web.tsx'
import type { Row } from '../../kernel/web/record/row.ts'
import { wordsOf } from '../../kernel/web/record/value.web.tsx'
import { toast } from '../../kernel/web/toast.web.tsx'
import { useGivingChoices, useTold } from './data.web.ts'
import type { Shares } from './shares.ts'
import css from './vendor-desk.module.css'
import { toggled, WhatTheySee } from './what-they-see.web.tsx'
import type { GivingChoices } from './wire.ts'

interface Chosen extends Shares {
  readonly engagement: Ref | null
  readonly contacts: readonly string[]
  /** Undefined as long as nobody chose: the one in force that binds longest. */
  readonly contract: string | null | undefined
  readonly way: 'waits' | 'works'
  readonly reason: string | null
  readonly subject: string
  readonly told: string
  readonly isLinkOnly: boolean
}

/** To whom a ticket is given, what they are told, and what they see of it. */
export default function GiveDialog({ ticket, onClose }: { ticket: Row; onClose: () => void }) {
  const record = useRegistry().record('vendor_ticket')
  const told = useTold(ticket.id)
  const [chosen, setChosen] = useState<Chosen>({
    ...{ engagement: null, contacts: [], contract: undefined, way: 'waits', reason: null },
    ...{ subject: ticket.title ?? '', told: '', isLinkOnly: false },
    ...{ description: true, comments: [], files: [] },
  })
  const set = (change: Partial<Chosen>) => setChosen((now) => ({ ...now, ...change }))
  const [says, setSays] = useState<Readonly<Record<string, string>>>({})
  const [isSending, setSending] = useState(false)
  const { data: choices } = useGivingChoices(chosen.engagement?.id ?? null)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const { engagement, contacts, contract, way, reason, subject, isLinkOnly } = chosen
    const { description, comments, files } = chosen
    const missing = {
      ...(engagement ? {} : { engagement: 'Choose what it is given under.' }),
      ...(engagement && contacts.length === 0 ? { contacts: 'Choose whom at the vendor it is for.' } : {}),
      ...(subject.trim() ? {} : { subject: 'Say in a line what it is about.' }),
      ...(chosen.told.trim() ? {} : { told: 'Say what you want of them.' }),
    }
    if (Object.keys(missing).length > 0) return setSays(missing)
    setSending(true)
    try {
      const given = await api<Row>('POST', `/tickets/${ticket.id}/vendors`, {
        body: {
          ...{ engagement: engagement?.id, contacts, way, subject: subject.trim(), told: chosen.told.trim() },
          ...(contract !== undefined && { contract }),
          ...(way === 'waits' && reason !== null && { reason }),
          ...{ shares: { description, comments, files }, isLinkOnly },
        },
      })
      toast({ says: `${choices?.vendor.title ?? 'The vendor'} has it, as ${given.number}. The mail is on its way.` })
      onClose()
      await told()
    } catch (problem) {
      const named = problem instanceof ApiProblem ? problem.problems : []
      setSays(
        named.length > 0
          ? Object.fromEntries(named.map((one) => [one.field, one.says]))
          : { general: wordsOf(problem) },
      )
      setSending(false)
    }
  }
  return (
    <Dialog title={`Give ${ticket.number} to a vendor`} size="lg" onClose={onClose}>
      <form className={css.form} onSubmit={(event) => void send(event)} noValidate>
        <EditValue
          record={record}
          field="engagement"
          value={chosen.engagement}
          error={says.engagement}
          onChange={(value) => set({ engagement: refOf(value), contacts: [], contract: undefined })}
        />
        {choices && <WhoAndHow choices={choices} chosen={chosen} says={says} set={set} />}
        <TextInput
          label="What they know it as"
          maxLength={200}
          value={chosen.subject}
          error={says.subject}
          onChange={({ currentTarget }) => set({ subject: currentTarget.value })}
        />
        <Textarea
          label="What they are told"
          description={
            chosen.isLinkOnly
              ? 'It stands above all else on their page.'
              : 'It stands in the mail, and above all else on their page.'
          }
          autosize
          minRows={3}
          maxRows={10}
          maxLength={4000}
          value={chosen.told}
          error={says.told}
          onChange={({ currentTarget }) => set({ told: currentTarget.value })}
        />
        <Checkbox
          label="Mails with the link only"
          description="Neither what they are told nor what we write later stays in their mailbox."
          checked={chosen.isLinkOnly}
          onChange={({ currentTarget }) => set({ isLinkOnly: currentTarget.checked })}
        />
        <WhatTheySee ticket={ticket} chosen={chosen} set={set} />
        {says.general && (
          <p role="alert" className={css.bad}>
            {says.general}
          </p>
        )}
        <div className={css.end}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSending}>
            {choices?.vendor.title ? `Give it to ${choices.vendor.title}` : 'Give it to the vendor'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface WhoProps {
  readonly choices: GivingChoices
  readonly chosen: Chosen
  readonly says: Readonly<Record<string, string>>
  readonly set: (change: Partial<Chosen>) => void
}

function WhoAndHow({ choices, chosen, says, set }: WhoProps) {
  const { contacts, contracts, reasons } = choices
  const [first] = contracts
  const nameOf = ({ title }: Ref, place: number) =>
    title ?? (contracts.length === 1 ? 'The contract in force' : `Contract ${place + 1} in force`)
  return (
    <>
      <fieldset className={css.choose}>
        <legend>Whom at {choices.vendor.title ?? 'the vendor'}</legend>
        {contacts.length === 0 && (
          <p className={css.dim}>They have no contact for this. Add one under Vendor contacts first.</p>
        )}
        {contacts.map(({ id, name, email }) => (
          <div key={id}>
            <Checkbox
              label={name}
              description={email ?? 'Has no e-mail address'}
              disabled={email === null}
              checked={chosen.contacts.includes(id)}
              onChange={() => set({ contacts: toggled(chosen.contacts, id) })}
            />
          </div>
        ))}
        {says.contacts && (
          <p role="alert" className={css.bad}>
            {says.contacts}
          </p>
        )}
      </fieldset>
      <Radio.Group
        label="Meanwhile"
        value={chosen.way}
        onChange={(way) => set({ way: way === 'works' ? 'works' : 'waits' })}
      >
        <div className={css.radios}>
          <Radio value="waits" label="We wait for them: the ticket is on hold" />
          <Radio value="works" label="They work on it, and our clock runs on" />
        </div>
      </Radio.Group>
      {chosen.way === 'waits' && reasons.length > 1 && (
        <Select
          label="Waits for"
          data={reasons.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen.reason ?? reasons[0]?.id ?? null}
          allowDeselect={false}
          error={says.reason}
          onChange={(reason) => set({ reason })}
        />
      )}
      {first ? (
        <Select
          label="Their clock runs by"
          data={[
            ...contracts.map((one, place) => ({ value: one.id, label: nameOf(one, place) })),
            { value: 'none', label: 'No contract' },
          ]}
          value={chosen.contract === null ? 'none' : (chosen.contract ?? first.id)}
          allowDeselect={false}
          error={says.contract}
          onChange={(contract) => set({ contract: contract === 'none' ? null : contract })}
        />
      ) : (
        <p className={css.dim}>
          No contract is in force on this: their clock runs only if the engagement promises something.
        </p>
      )}
    </>
  )
}
