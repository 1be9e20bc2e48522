import type { NewStep } from '../../approvals/steps.ts'
import { useRoleLabel } from '../admin/data.web.ts'
import { useApplication } from '../application.web.ts'
import { useRuleRecord } from '../automation/around.web.ts'
import { decimalText } from '../field/words.ts'
import { useTitles } from '../list/condition.web.tsx'
import css from './ask-approval.module.css'
import { type Party, stepsFrom, whoChoices, wordsOf } from './asked-step.ts'

/** Who decides by a template, step by step. */
export default function TemplateStepsText({ value }: { readonly value: unknown }) {
  const record = useRuleRecord()
  const { faces, registry } = useApplication()
  const person = registry.record(faces[0] ?? '')
  const roleLabel = useRoleLabel()
  const steps = stepsFrom((Array.isArray(value) ? value : []) as readonly NewStep[])
  const people = steps.flatMap((step) => [...step.people, ...step.lines.flatMap((line) => line.people)])
  const titleOf = useTitles(
    person.name,
    people.map(({ id }) => id),
  )
  const words = (party: Party): string =>
    wordsOf(party, record ? whoChoices(record, person) : [], { person: titleOf, role: roleLabel })
  return (
    <ol className={css.lines}>
      {steps.map((step, at) => (
        <li key={at}>
          {words(step)}
          {step.isTogether && <span className={css.dim}>, at the same time</span>}
          {step.lines.length > 0 && (
            <ul>
              {step.lines.map((line, index) => (
                <li key={index}>
                  <span className={css.dim}>
                    {line.upTo === '' ? 'Above that' : `Up to ${decimalText(line.upTo)}`}:
                  </span>{' '}
                  {words(line)}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}
