import css from './steps.module.css'
import type { EscalationStep } from './step-action.ts'
import { sayRule } from './step-words.ts'

/** What is done about a promise, as it is read. */
export default function StepsText({ value }: { readonly value: unknown }) {
  const steps = (value ?? []) as readonly EscalationStep[]
  if (steps.length === 0) return <p className={css.none}>Nobody is told: the due time alone says it.</p>
  return (
    <ol className={css.said}>
      {steps.map((step) => (
        <li key={sayRule(step)}>{sayRule(step)}</li>
      ))}
    </ol>
  )
}
