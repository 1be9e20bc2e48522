import { SegmentedControl } from '@mantine/core'
import { useContext, useState } from 'react'
import { AroundContext } from '../../../kernel/web/field/own.web.ts'
import { dayNow } from '../../../kernel/web/field/when.ts'
import { check } from './form.check.ts'
import { type Answers, type Form } from './form.ts'
import { problemOfForm } from './form.problem.ts'
import { ItemFacts } from './item-facts.web.tsx'
import { Questions } from './questions.web.tsx'
import css from './edit-form.module.css'

interface PreviewProps {
  readonly form: Form
  readonly isWide: boolean
  readonly setWide: (isWide: boolean) => void
}

/** The item as an employee will see it, on a phone or at a desk; it can be tried, and nothing is sent. */
export function Preview({ form, isWide, setWide }: PreviewProps) {
  const item = useContext(AroundContext)
  const [answers, setAnswers] = useState<Answers>({})
  const around = { person: null, today: dayNow() }
  const wrong = problemOfForm(form)
  const open = wrong === null ? check(form, answers, around).length : 0
  return (
    <aside className={css.preview} aria-label="Preview" data-is-wide={isWide || undefined}>
      <header className={css.previewHead}>
        <strong>As the employee sees it</strong>
        <SegmentedControl
          size="xs"
          aria-label="Width of the preview"
          data={[
            { value: 'phone', label: 'Phone' },
            { value: 'desk', label: 'Desktop' },
          ]}
          value={isWide ? 'desk' : 'phone'}
          onChange={(next) => setWide(next === 'desk')}
        />
      </header>
      <div className={css.screen}>
        <ItemFacts item={item} />
        {wrong === null ? (
          <Questions
            form={form}
            answers={answers}
            around={around}
            says={{}}
            onChange={(key, answer) => setAnswers({ ...answers, [key]: answer })}
          />
        ) : (
          <p className={css.wrong} role="status">
            {wrong}
          </p>
        )}
        <p className={css.dim}>
          {open === 0
            ? 'It could be sent now.'
            : open === 1
              ? 'One answer is still needed.'
              : `${open} answers are still needed.`}
        </p>
      </div>
    </aside>
  )
}
