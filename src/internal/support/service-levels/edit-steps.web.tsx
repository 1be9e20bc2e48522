import '@mantine/core/styles/NumberInput.css'
import { ActionIcon, Button, Input, NumberInput, Select } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { EditorProps } from '../../../kernel/web/field/editor.ts'
import { metricWords } from './clock-words.ts'
import { metrics } from './promise.ts'
import StepActions from './edit-step-actions.web.tsx'
import type { EscalationStep } from './step-action.ts'
import { problemOfStep } from './step-problems.ts'
import css from './steps.module.css'

const fresh: EscalationStep = {
  metric: 'resolution',
  after: { percent: 75 },
  actions: [{ do: 'tell', whom: ['assignee', 'lead'] }],
}

/** Writes what is done before and after a promise is due. */
export default function EditSteps({ value, onChange, frame }: EditorProps) {
  const steps = Array.isArray(value) ? (value as readonly EscalationStep[]) : []
  return (
    <Input.Wrapper label={frame.label} error={frame.error} labelElement="div">
      <ol className={css.steps} aria-label="Escalation steps">
        {steps.map((step, index) => (
          <li key={`${index} of ${steps.length}`} className={css.step}>
            <StepEditor
              step={step}
              place={index + 1}
              problem={frame.error ? problemOfStep(step) : null}
              change={(next) => onChange(steps.with(index, next))}
              remove={() => onChange(steps.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ol>
      <Button
        variant="default"
        mt={8}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...steps, fresh])}
      >
        Step
      </Button>
    </Input.Wrapper>
  )
}

interface StepProps {
  readonly step: EscalationStep
  readonly place: number
  /** What is wrong with it, once it couldn't be saved. */
  readonly problem: string | null
  readonly change: (step: EscalationStep) => void
  readonly remove: () => void
}

type When = 'percent' | 'before' | 'after'
const whens = [
  { value: 'percent', label: '% of the time is used' },
  { value: 'before', label: 'minutes before it is due' },
  { value: 'after', label: 'minutes after it is due' },
] as const

function StepEditor({ step, place, problem, change, remove }: StepProps) {
  const { when, amount } = whenOf(step)
  const put = (next: Partial<EscalationStep>): void => change({ ...step, ...next })
  return (
    <>
      <div className={css.line}>
        <Select
          label="Of the"
          data={metrics.map((metric) => ({ value: metric, label: metricWords[metric] }))}
          value={step.metric}
          allowDeselect={false}
          onChange={(metric) => metric && put({ metric: metric as EscalationStep['metric'] })}
        />
        <NumberInput
          label="When"
          min={when === 'percent' ? 1 : 0}
          max={when === 'percent' ? 500 : 86_400}
          value={amount}
          onChange={(next) => typeof next === 'number' && put({ after: afterOf(when, next) })}
        />
        <Select
          label="Unit"
          data={whens}
          value={when}
          allowDeselect={false}
          onChange={(next) => next && put({ after: afterOf(next as When, amount || 1) })}
        />
        <ActionIcon aria-label={`Remove step ${place}`} onClick={remove} variant="subtle" color="gray">
          <IconX size={14} />
        </ActionIcon>
      </div>
      <StepActions actions={step.actions} change={(actions) => put({ actions })} />
      {problem && (
        <Input.Error>
          Step {place}: {problem}
        </Input.Error>
      )}
    </>
  )
}

function whenOf({ after }: EscalationStep): { readonly when: When; readonly amount: number } {
  if ('percent' in after) return { when: 'percent', amount: after.percent }
  return { when: after.minutes < 0 ? 'before' : 'after', amount: Math.abs(after.minutes) }
}

const afterOf = (when: When, amount: number): EscalationStep['after'] =>
  when === 'percent' ? { percent: amount } : { minutes: when === 'before' ? -amount : amount }
