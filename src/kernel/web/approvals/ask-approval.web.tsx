import { ActionIcon, Button, Group, NativeSelect, Text, Textarea, TextInput } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { type FormEvent, useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { Ref } from '../../record/field.ts'
import { useApplication } from '../application.web.ts'
import { EditValue } from '../field/edit.web.tsx'
import { useChangeTrait } from '../record/ask.web.ts'
import { Dialog } from '../record/dialog.web.tsx'
import type { Row } from '../record/row.ts'
import { wordsOf } from '../record/value.web.tsx'
import { toast } from '../toast.web.tsx'
import css from './ask-approval.module.css'
import {
  type AskedStep,
  firstStep,
  missingIn,
  peopleField,
  stepsToSend,
  type WhoChoice,
  whoChoices,
} from './asked-step.ts'

interface AskProps {
  readonly record: AnyRecord
  readonly row: Row
  readonly onClose: () => void
}

/** Asks for an approval of a record as it stands now: what, why, and who decides one after the other. */
export default function AskApproval({ record, row, onClose }: AskProps) {
  const { faces, registry } = useApplication()
  const person = registry.record(faces[0] ?? '')
  const choices = whoChoices(record, person)
  const change = useChangeTrait(row.id)
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [steps, setSteps] = useState<readonly AskedStep[]>([firstStep])
  const [says, setSays] = useState<string | null>(null)
  const [isSending, setIsSending] = useState(false)

  const send = async (event: FormEvent) => {
    event.preventDefault()
    const missing = missingIn(title, steps)
    setSays(missing)
    if (missing) return
    setIsSending(true)
    try {
      const body = { title, text, steps: stepsToSend(steps, choices) }
      await change('POST', `/records/${row.id}/approvals`, body)
      toast({ says: `Asked for approval: ${title}` })
      onClose()
    } catch (problem) {
      setSays(wordsOf(problem))
      setIsSending(false)
    }
  }
  return (
    <Dialog onClose={onClose} title="Ask for approval" size="md">
      <form onSubmit={(event) => void send(event)} noValidate className={css.form}>
        <TextInput
          label="What is to be approved"
          placeholder="Buy three more licences"
          maxLength={200}
          required
          data-autofocus
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          label="Why"
          autosize
          minRows={2}
          maxLength={5000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ol className={css.steps} aria-label="Who decides">
          {steps.map((step, at) => (
            <Step
              key={at}
              step={step}
              at={at}
              isOnly={steps.length === 1}
              choices={choices}
              person={person}
              onChange={(next) => setSteps(steps.with(at, next))}
              onRemove={() => setSteps(steps.toSpliced(at, 1))}
            />
          ))}
        </ol>
        <div>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={steps.length >= 10}
            onClick={() => setSteps([...steps, firstStep])}
          >
            And then
          </Button>
        </div>
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

interface StepProps {
  readonly step: AskedStep
  readonly at: number
  readonly isOnly: boolean
  readonly choices: readonly WhoChoice[]
  readonly person: AnyRecord
  readonly onChange: (step: AskedStep) => void
  readonly onRemove: () => void
}

function Step({ step, at, isOnly, choices, person, onChange, onRemove }: StepProps) {
  return (
    <li className={css.step}>
      <div className={css.line}>
        <NativeSelect
          label={isOnly ? 'Who decides' : `${at + 1}. Who decides`}
          data={choices.map(({ value, label }) => ({ value, label }))}
          value={step.who}
          onChange={(event) => onChange({ ...step, who: event.currentTarget.value })}
        />
        {step.people.length > 1 && step.who === 'people' && (
          <NativeSelect
            label="How many of them"
            data={[
              { value: 'all', label: 'All of them' },
              { value: 'any', label: 'One of them' },
            ]}
            value={step.quorum}
            onChange={(event) => onChange({ ...step, quorum: event.currentTarget.value === 'any' ? 'any' : 'all' })}
          />
        )}
        {!isOnly && (
          <ActionIcon variant="subtle" color="gray" aria-label={`Remove step ${at + 1}`} onClick={onRemove}>
            <IconX size={15} />
          </ActionIcon>
        )}
      </div>
      {step.who === 'people' && (
        <EditValue
          record={peopleField(person)}
          field="people"
          value={step.people}
          onChange={(people) => onChange({ ...step, people: people as readonly Ref[] })}
        />
      )}
    </li>
  )
}
