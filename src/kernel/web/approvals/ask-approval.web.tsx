import { Button, Group, NativeSelect, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Offered } from '../../approvals/wire.ts'
import type { AnyRecord } from '../../record/define.ts'
import { useRoleLabel } from '../admin/data.web.ts'
import { read } from '../api.web.ts'
import { useApplication } from '../application.web.ts'
import { useChangeTrait } from '../record/ask.web.ts'
import { Dialog } from '../record/dialog.web.tsx'
import type { Row } from '../record/row.ts'
import { wordsOf } from '../record/value.web.tsx'
import { toast } from '../toast.web.tsx'
import css from './ask-approval.module.css'
import { type AskedStep, firstStep, missingIn, stepsToSend, whoChoices } from './asked-step.ts'
import { Steps } from './steps.web.tsx'

interface AskProps {
  readonly record: AnyRecord
  readonly row: Row
  readonly onClose: () => void
}

/** Asks for an approval of a record as it stands now: by a template that fits it, or what, why, and who decides. */
export default function AskApproval({ record, row, onClose }: AskProps) {
  const { faces, registry } = useApplication()
  const person = registry.record(faces[0] ?? '')
  const choices = whoChoices(record, person)
  const roleLabel = useRoleLabel()
  const { data: templates = [] } = useQuery({
    queryKey: ['approval_template', 'offered', row.id],
    queryFn: ({ signal }) =>
      read<{ templates: readonly Offered[] }>(`/records/${row.id}/approval-templates`, {}, signal),
    select: (answer) => answer.templates,
  })
  const change = useChangeTrait(row.id)
  const [chosen, setChosen] = useState<string | null>(null)
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [steps, setSteps] = useState<readonly AskedStep[]>([firstStep])
  const [says, setSays] = useState<string | null>(null)
  const [isSending, setIsSending] = useState(false)
  // The first template that fits is what most people want; whoever wants something else says so.
  const template = templates.find(({ id }) => id === (chosen ?? templates[0]?.id))

  const send = async (event: FormEvent) => {
    event.preventDefault()
    const missing = template ? null : missingIn(title, steps)
    setSays(missing)
    if (missing) return
    setIsSending(true)
    try {
      const names = { person: () => null, role: roleLabel }
      const body = template
        ? { template: template.id, text }
        : { title, text, steps: stepsToSend(steps, { choices, names }) }
      await change('POST', `/records/${row.id}/approvals`, body)
      toast({ says: `Asked for approval: ${template?.title ?? title}` })
      onClose()
    } catch (problem) {
      setSays(wordsOf(problem))
      setIsSending(false)
    }
  }
  return (
    <Dialog onClose={onClose} title="Ask for approval" size="md">
      <form onSubmit={(event) => void send(event)} noValidate className={css.form}>
        {templates.length > 0 && (
          <NativeSelect
            label="How"
            description={template?.about}
            data={[
              ...templates.map(({ id, name }) => ({ value: id, label: name })),
              { value: own, label: 'Something else: I say what, and who decides' },
            ]}
            value={template?.id ?? own}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          />
        )}
        {template ? (
          <Preview template={template} />
        ) : (
          <TextInput
            label="What is to be approved"
            placeholder="Buy three more licences"
            maxLength={200}
            required
            data-autofocus
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        )}
        <Textarea
          label="Why"
          autosize
          minRows={2}
          maxLength={5000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {!template && <Steps steps={steps} choices={choices} person={person} onChange={setSteps} />}
        <Text size="sm" c="dimmed">
          It is bound to this {record.label[0].toLowerCase()} as it is now: when it changes, the approval lapses and is
          asked for again.
        </Text>
        {says && (
          <Text c="var(--mantine-color-error)" size="sm" role="alert">
            {says}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSending}>
            Ask for approval
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
const own = 'own'

/** What a template asks, and of whom. */
function Preview({ template: { title, steps } }: { readonly template: Offered }) {
  return (
    <div className={css.preview}>
      <strong>{title}</strong>
      <ol>
        {steps.map((step, at) => (
          <li key={at}>{step}</li>
        ))}
      </ol>
    </div>
  )
}
