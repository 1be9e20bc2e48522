import type { Answered } from './answered.ts'
import css from './edit-form.module.css'

/** What was asked of who ordered, and what they said. */
export default function AnswersText({ value }: { readonly value: unknown }) {
  const answers = (value ?? []) as readonly Answered[]
  return (
    <ul className={css.steps} data-is-plain>
      {answers.map(({ key, asks, says }) => (
        <li key={key}>
          <small>{asks}</small>
          {says}
        </li>
      ))}
    </ul>
  )
}
