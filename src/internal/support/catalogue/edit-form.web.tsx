import { ActionIcon, Button, Input, Menu, TextInput } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { type KeyboardEvent, useState } from 'react'
import type { EditorProps } from '../../../kernel/web/field/editor.ts'
import type { Condition } from './condition.ts'
import { EditCondition } from './edit-condition.web.tsx'
import { EditQuestion } from './edit-question.web.tsx'
import { type Form, type Question, type QuestionKind, questionKinds, questionsOf, type Section } from './form.ts'
import {
  addQuestion,
  addSection,
  moveQuestion,
  withoutQuestion,
  withoutSection,
  withQuestion,
  withSection,
} from './form-changes.ts'
import { freshKey, kindWords, questionsBefore } from './form-words.ts'
import { Preview } from './preview.web.tsx'
import css from './edit-form.module.css'

/** Writes the questions of an item, with what the employee will see beside them. */
export default function FormEdit({ value, onChange, frame }: EditorProps) {
  const form = isForm(value) ? value : { sections: [] }
  const [open, setOpen] = useState<string | null>(null)
  const [isWide, setWide] = useState(false)
  const keys = questionsOf(form).map(({ key }) => key)
  const add = (index: number, kind: QuestionKind) => {
    const key = freshKey(keys, 'q')
    setOpen(key)
    onChange(addQuestion(form, index, { key, kind, asks: '', ...(needsOptions(kind) && { options: twoOptions }) }))
  }
  return (
    <Input.Wrapper label={frame.label} description={frame.description} error={frame.error} labelElement="div">
      <div className={css.editor} data-is-wide={isWide || undefined} onKeyDown={keepEnter}>
        <div className={css.writing}>
          {form.sections.map((section, index) => (
            <section key={index} className={css.section} aria-label={section.title || `Section ${index + 1}`}>
              {form.sections.length > 1 && (
                <header className={css.sectionHead}>
                  <TextInput
                    aria-label={`Title of section ${index + 1}`}
                    value={section.title}
                    onChange={({ currentTarget }) =>
                      onChange(withSection(form, index, { ...section, title: currentTarget.value }))
                    }
                  />
                  {index > 0 && (
                    <ActionIcon
                      aria-label={`Join section ${index + 1} with the one before`}
                      onClick={() => onChange(withoutSection(form, index))}
                    >
                      <IconX size={14} />
                    </ActionIcon>
                  )}
                </header>
              )}
              {index > 0 && (
                <SectionCondition
                  section={section}
                  before={form.sections.slice(0, index).flatMap(({ questions }) => questions)}
                  change={(showWhen) => onChange(withSection(form, index, whenOf(section, showWhen)))}
                />
              )}
              <ol className={css.questions}>
                {section.questions.map((question) => (
                  <EditQuestion
                    key={question.key}
                    question={question}
                    before={questionsBefore(form, question.key)}
                    isOpen={open === question.key}
                    toggle={() => setOpen(open === question.key ? null : question.key)}
                    change={(next: Question) => onChange(withQuestion(form, question.key, next))}
                    move={(by) => onChange(moveQuestion(form, question.key, by))}
                    remove={() => onChange(withoutQuestion(form, question.key))}
                    isFirst={keys[0] === question.key}
                    isLast={keys.at(-1) === question.key}
                  />
                ))}
              </ol>
              <AddQuestion add={(kind) => add(index, kind)} />
            </section>
          ))}
          {form.sections.length === 0 && (
            <>
              <p className={css.empty}>Nothing is asked yet. Whoever orders it only sends it off.</p>
              <AddQuestion add={(kind) => add(0, kind)} />
            </>
          )}
          {form.sections.length > 0 && (
            <Button variant="subtle" onClick={() => onChange(addSection(form))}>
              Another section
            </Button>
          )}
        </div>
        <Preview form={form} isWide={isWide} setWide={setWide} />
      </div>
    </Input.Wrapper>
  )
}

interface SectionProps {
  readonly section: Section
  readonly before: readonly Question[]
  readonly change: (condition: Condition | undefined) => void
}

const SectionCondition = ({ section, before, change }: SectionProps) => (
  <div className={css.whole}>
    <EditCondition
      condition={section.showWhen}
      before={before}
      label="This section is asked only when"
      change={change}
    />
  </div>
)

const whenOf = ({ showWhen: _, ...section }: Section, showWhen: Condition | undefined): Section =>
  showWhen ? { ...section, showWhen } : section

const AddQuestion = ({ add }: { add: (kind: QuestionKind) => void }) => (
  <Menu position="bottom-start" width={220}>
    <Menu.Target>
      <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />}>
        Question
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      {questionKinds.map((kind) => (
        <Menu.Item key={kind} onClick={() => add(kind)}>
          {kindWords[kind]}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
)

const twoOptions = [
  { value: 'a', label: 'First choice' },
  { value: 'b', label: 'Second choice' },
]
const needsOptions = (kind: QuestionKind): boolean => kind === 'choice' || kind === 'choices'

/** Enter in one of these lines must not save the whole item. */
function keepEnter(event: KeyboardEvent): void {
  const isPlain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey
  if (isPlain && event.target instanceof HTMLInputElement) event.preventDefault()
}

const isForm = (value: unknown): value is Form =>
  typeof value === 'object' && value !== null && 'sections' in value && Array.isArray(value.sections)
