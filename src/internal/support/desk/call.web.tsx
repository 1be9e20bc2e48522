import { Button, Kbd, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import type { Ref } from '../../../kernel/record/field.ts'
import { api, ApiProblem } from '../../../kernel/web/api.web.ts'
import { EditValue } from '../../../kernel/web/field/edit.web.tsx'
import { refOf } from '../../../kernel/web/field/wire.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import { wordsOf } from '../../../kernel/web/record/value.web.tsx'
import { toast } from '../../../kernel/web/toast.web.tsx'
import { CallerDevices } from './caller-devices.web.tsx'
import { useTicketRecord } from './data.web.ts'
import askCss from './ask.module.css'
import css from './desk.module.css'
import { PersonSelect } from './person-select.web.tsx'
import { Similar } from './similar.web.tsx'

interface Call {
  readonly requester: Ref | null
  readonly title: string
  readonly description: string
  readonly device: Ref | null
  readonly service: unknown
  readonly urgency: unknown
  readonly impact: unknown
}
const blank: Call = {
  ...{ requester: null, title: '', description: '', device: null, service: null },
  ...{ urgency: 'medium', impact: 'low' },
}

/** A ticket from a phone call: who and what, and Enter. What is solved while they are on the phone is created and resolved at once. */
export default function CallPage() {
  const record = useTicketRecord()
  const navigate = useNavigate()
  const [call, setCall] = useState(blank)
  const [says, setSays] = useState<Readonly<Record<string, string>>>({})
  const [isSending, setSending] = useState(false)
  const [isSolved, setSolved] = useState(false)
  const [code, setCode] = useState<unknown>('solved')
  const set = (change: Partial<Call>) => {
    setCall((now) => ({ ...now, ...change }))
    setSays({})
  }

  const create = async (event?: FormEvent) => {
    event?.preventDefault()
    const missing = {
      ...(call.requester ? {} : { requester: 'Say who is calling.' }),
      ...(call.title.trim() ? {} : { title: 'Say in a line what it is about.' }),
    }
    if (Object.keys(missing).length > 0) return setSays(missing)
    setSending(true)
    try {
      const body = {
        requester: call.requester?.id,
        title: call.title.trim(),
        urgency: call.urgency,
        impact: call.impact,
        ...(call.description.trim() ? { description: call.description.trim() } : {}),
        ...(call.device ? { device: call.device.id } : {}),
        ...(refOf(call.service) ? { service: refOf(call.service)?.id } : {}),
        ...(isSolved ? { solved: code } : {}),
      }
      const row = await api<Row>('POST', '/desk/calls', { body })
      toast({ says: isSolved ? `${row.number} is created and resolved.` : `${row.number} is created.` })
      if (isSolved) {
        setCall(blank)
        setSolved(false)
        await navigate({ to: '/desk' })
      } else await navigate({ to: '/desk', search: { ticket: row.id } as never })
    } catch (problem) {
      const named = problem instanceof ApiProblem ? problem.problems : []
      setSays(
        named.length > 0
          ? Object.fromEntries(named.map((one) => [one.field, one.says]))
          : { general: wordsOf(problem) },
      )
    } finally {
      setSending(false)
    }
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void create()
    else if (event.key === 'Escape' && !event.defaultPrevented) void navigate({ to: '/desk' })
  }
  return (
    <div className={askCss.call} onKeyDown={press}>
      <form className={askCss.callForm} onSubmit={create} noValidate aria-label="New ticket from a call">
        <h1 className={css.title}>New ticket from a call</h1>
        <PersonSelect
          label="Who is calling"
          hasFocus
          error={says.requester}
          onChoose={(requester) => set({ requester, device: null })}
        />
        <TextInput
          label="What it is about"
          placeholder="In a line, in their words"
          maxLength={200}
          value={call.title}
          error={says.title}
          onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        />
        {call.requester && (
          <CallerDevices person={call.requester.id} chosen={call.device} onChoose={(device) => set({ device })} />
        )}
        <Textarea
          label="More"
          description="What was tried, what they see, where they are."
          autosize
          minRows={3}
          maxRows={10}
          value={call.description}
          error={says.description}
          onChange={({ currentTarget }) => set({ description: currentTarget.value })}
        />
        <div className={askCss.callRow}>
          <EditValue
            record={record}
            field="service"
            value={call.service}
            error={says.service}
            onChange={(service) => set({ service })}
          />
          <EditValue record={record} field="impact" value={call.impact} onChange={(impact) => set({ impact })} />
          <EditValue record={record} field="urgency" value={call.urgency} onChange={(urgency) => set({ urgency })} />
        </div>
        {isSolved && (
          <EditValue
            record={record}
            field="resolutionCode"
            value={code}
            error={says.resolutionCode}
            onChange={setCode}
          />
        )}
        {says.general && (
          <p role="alert" className={css.promise} data-tone="bad">
            {says.general}
          </p>
        )}
        <div className={css.formEnd}>
          <Button variant="default" aria-pressed={isSolved} onClick={() => setSolved(!isSolved)}>
            {isSolved ? 'Not solved yet' : 'Solved on the spot'}
          </Button>
          <Button type="submit" loading={isSending}>
            {isSolved ? 'Create and resolve' : 'Create'}
          </Button>
        </div>
        <p className={css.dim}>
          <Kbd>Enter</Kbd> in the line creates it, <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> from anywhere, <Kbd>Esc</Kbd> goes
          back.
        </p>
      </form>
      <div className={askCss.callSide}>
        <Similar text={call.title} service={refOf(call.service)?.id ?? null} />
        {call.title.trim().length <= 3 && (
          <p className={css.dim}>While you write what it is about, articles and tickets like it appear here.</p>
        )}
      </div>
    </div>
  )
}
