import type { ReactNode } from 'react'
import type { SendsFile } from './file-answer.web.tsx'
import { type Answers, type Around, type Form, type Question, visible } from './form.ts'
import { QuestionInput } from './question.web.tsx'
import css from './questions.module.css'
import unseen from '../../../kernel/web/unseen.module.css'

interface QuestionsProps {
  readonly form: Form
  readonly answers: Answers
  readonly around: Around
  /** What is wrong, by question. */
  readonly says: Readonly<Record<string, string>>
  readonly onChange: (key: string, answer: unknown) => void
  /** Sends a file ahead of the order. */
  readonly sends?: SendsFile | undefined
  /** What stands above the questions of the first section, such as for whom it is. */
  readonly children?: ReactNode
}

/** The questions of a form as they are asked now: each answer may bring more of them, or take some away. */
export function Questions({ form, answers, around, says, onChange, sends, children }: QuestionsProps) {
  const asked = new Set(visible(form, answers, around))
  const sections = form.sections
    .map((section) => ({ ...section, questions: section.questions.filter((question) => asked.has(question)) }))
    .filter(({ questions }) => questions.length > 0)
  const isNamed = sections.length > 1
  return (
    <div className={css.sections} aria-live="off">
      {children}
      {sections.map((section, index) => (
        <fieldset key={index} className={css.section}>
          <legend className={isNamed ? css.legend : unseen.unseen}>{section.title}</legend>
          {section.help && <p className={css.help}>{section.help}</p>}
          {section.questions.map((question: Question) => (
            <div key={question.key} data-question={question.key} className={css.question}>
              <QuestionInput
                question={question}
                answer={answers[question.key]}
                says={says[question.key]}
                onChange={(answer) => onChange(question.key, answer)}
                sends={sends}
              />
            </div>
          ))}
        </fieldset>
      ))}
    </div>
  )
}
