import { Input } from '@mantine/core'
import { useState } from 'react'
import type { NewStep } from '../../approvals/steps.ts'
import { useRoleLabel } from '../admin/data.web.ts'
import { useApplication } from '../application.web.ts'
import { useRuleRecord } from '../automation/around.web.ts'
import type { EditorProps } from '../field/editor.ts'
import { useTitles } from '../list/condition.web.tsx'
import css from './ask-approval.module.css'
import { type AskedStep, firstStep, stepsFrom, stepsToSend, whoChoices } from './asked-step.ts'
import { Steps } from './steps.web.tsx'

/** Chooses who decides by a template. */
export default function TemplateStepsEdit({ value, onChange, frame }: EditorProps) {
  const record = useRuleRecord()
  const { faces, registry } = useApplication()
  const person = registry.record(faces[0] ?? '')
  const roleLabel = useRoleLabel()
  const [steps, setSteps] = useState<readonly AskedStep[]>(() =>
    Array.isArray(value) ? stepsFrom(value as readonly NewStep[]) : [firstStep],
  )
  const people = steps.flatMap((step) => [...step.people, ...step.lines.flatMap((line) => line.people)])
  const titleOf = useTitles(
    person.name,
    people.map(({ id }) => id),
  )
  const change = (next: readonly AskedStep[]) => {
    setSteps(next)
    const names = { person: titleOf, role: roleLabel }
    onChange(record ? stepsToSend(next, { choices: whoChoices(record, person), names }) : null)
  }
  return (
    <Input.Wrapper label={frame.label} withAsterisk={frame.withAsterisk} error={frame.error} labelElement="div">
      {record ? (
        <div className={css.form}>
          <Steps steps={steps} choices={whoChoices(record, person)} person={person} onChange={change} />
        </div>
      ) : (
        <p className={css.dim}>Choose the record first.</p>
      )}
    </Input.Wrapper>
  )
}
