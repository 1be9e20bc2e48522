import { ActionIcon, Button, Checkbox, NativeSelect } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { AnyRecord } from '../../record/define.ts'
import { AmountLines } from './amount-lines.web.tsx'
import css from './ask-approval.module.css'
import { type AskedStep, firstLines, firstStep, type WhoChoice } from './asked-step.ts'
import { PartyInput } from './party.web.tsx'

interface StepsProps {
  readonly steps: readonly AskedStep[]
  readonly choices: readonly WhoChoice[]
  readonly person: AnyRecord
  readonly onChange: (steps: readonly AskedStep[]) => void
}
const most = 10

/** Who decides, one after the other or at the same time. */
export function Steps({ steps, choices, person, onChange }: StepsProps) {
  return (
    <>
      <ol className={css.steps} aria-label="Who decides">
        {steps.map((step, at) => (
          <Step
            key={at}
            step={step}
            at={at}
            isOnly={steps.length === 1}
            choices={choices}
            person={person}
            onChange={(next) => onChange(steps.with(at, next))}
            onRemove={() => onChange(steps.toSpliced(at, 1))}
          />
        ))}
      </ol>
      <div>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={steps.length >= most}
          onClick={() => onChange([...steps, firstStep])}
        >
          And then
        </Button>
      </div>
    </>
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
  const kept = step.who === 'kept' ? [{ value: 'kept', label: 'As it was set by the API' }] : []
  const isMany = step.people.length > 1 || !/^(people|field|asker)/.test(step.who)
  const choose = (who: string) =>
    onChange({
      ...step,
      who,
      quorum: who === 'people' ? 'all' : 'any',
      lines: who.startsWith('amount:') ? firstLines : [],
    })
  return (
    <li className={css.step}>
      <div className={css.line}>
        <NativeSelect
          label={isOnly ? 'Who decides' : `${at + 1}. Who decides`}
          data={[...choices, ...kept].map(({ value, label }) => ({ value, label }))}
          value={step.who}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        />
        {isMany && <Quorum value={step.quorum} onChange={(quorum) => onChange({ ...step, quorum })} />}
        {!isOnly && (
          <ActionIcon variant="subtle" color="gray" aria-label={`Remove step ${at + 1}`} onClick={onRemove}>
            <IconX size={15} />
          </ActionIcon>
        )}
      </div>
      {step.who.startsWith('amount:') ? (
        <AmountLines
          lines={step.lines}
          choices={choices}
          person={person}
          onChange={(lines) => onChange({ ...step, lines })}
        />
      ) : (
        <PartyInput party={step} person={person} onChange={(party) => onChange({ ...step, ...party })} />
      )}
      {at > 0 && (
        <Checkbox
          label="At the same time as the step before"
          checked={step.isTogether}
          onChange={({ currentTarget }) => onChange({ ...step, isTogether: currentTarget.checked })}
        />
      )}
    </li>
  )
}

interface QuorumProps {
  readonly value: AskedStep['quorum']
  readonly onChange: (quorum: AskedStep['quorum']) => void
}

function Quorum({ value, onChange }: QuorumProps) {
  const numbers = [2, 3, 4, 5, ...(typeof value === 'number' && value > 5 ? [value] : [])]
  return (
    <NativeSelect
      label="How many of them"
      data={[
        { value: 'all', label: 'All of them' },
        { value: 'any', label: 'One of them' },
        ...numbers.map((number) => ({ value: String(number), label: `${number} of them` })),
      ]}
      value={String(value)}
      onChange={({ currentTarget: { value: next } }) =>
        onChange(next === 'all' || next === 'any' ? next : Number(next))
      }
    />
  )
}
