import type { Condition } from './condition.ts'
import { conditionText } from './condition-words.ts'
import type { Form } from './form.ts'
import { kindWords, questionsBefore } from './form-words.ts'
import css from './edit-form.module.css'

/** The questions of an item as they are read: each with its kind, and when it is asked. */
export default function FormText({ value }: { readonly value: unknown }) {
  const form = (value ?? { sections: [] }) as Form
  const questions = form.sections.flatMap((section) =>
    section.questions.map((question) => ({ ...question, showWhen: bothOf(section.showWhen, question.showWhen) })),
  )
  if (questions.length === 0) return <p className={css.said}>Nothing is asked.</p>
  return (
    <ol className={css.steps}>
      {questions.map(({ key, asks, kind, isRequired, showWhen }) => (
        <li key={key}>
          {asks}
          <small>
            {kindWords[kind]}
            {isRequired && ', needed'}
            {showWhen && `, when ${conditionText(showWhen, questionsBefore(form, key))}`}
          </small>
        </li>
      ))}
    </ol>
  )
}

/** A question is asked where its section is, too. */
const bothOf = (section: Condition | undefined, own: Condition | undefined): Condition | undefined =>
  section && own ? { all: [section, own] } : (section ?? own)
