import { type Form, questionsOf } from './form.ts'
import { conditionText, kindWords, questionsBefore } from './form-words.ts'
import css from './edit-form.module.css'

/** The questions of an item as they are read: each with its kind, and when it is asked. */
export default function FormText({ value }: { readonly value: unknown }) {
  const form = (value ?? { sections: [] }) as Form
  const questions = questionsOf(form)
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
