import { ActionIcon, Checkbox, Collapse, Select, Textarea, TextInput } from '@mantine/core'
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useState } from 'react'
import { conditionText, factWords } from './condition-words.ts'
import { EditCondition } from './edit-condition.web.tsx'
import { type Option, personFacts, type Question, type QuestionKind, questionKinds } from './form.ts'
import { freshKey, kindWords } from './form-words.ts'
import css from './edit-form.module.css'

interface Props {
  readonly question: Question
  /** The questions that come before: what a condition may look at. */
  readonly before: readonly Question[]
  readonly isOpen: boolean
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly toggle: () => void
  readonly change: (question: Question) => void
  readonly move: (by: 1 | -1) => void
  readonly remove: () => void
}

/** One question of a form, closed as a line, open as all that may be said about it. */
export function EditQuestion(props: Props) {
  const { question, before, isOpen, toggle, move, remove, isFirst, isLast } = props
  const name = question.asks || 'A new question'
  return (
    <li className={css.card} data-is-open={isOpen || undefined}>
      <div className={css.cardHead}>
        <button type="button" className={css.cardTitle} aria-expanded={isOpen} onClick={toggle}>
          <IconChevronRight size={14} aria-hidden className={css.chevron} />
          <span>
            <strong>{name}</strong>
            {question.isRequired && <span className={css.dim}> · needed</span>}
            <small>
              {kindWords[question.kind]}
              {question.showWhen && `, when ${conditionText(question.showWhen, before)}`}
            </small>
          </span>
        </button>
        <ActionIcon aria-label={`Move “${name}” up`} disabled={isFirst} onClick={() => move(-1)}>
          <IconArrowUp size={14} />
        </ActionIcon>
        <ActionIcon aria-label={`Move “${name}” down`} disabled={isLast} onClick={() => move(1)}>
          <IconArrowDown size={14} />
        </ActionIcon>
        <ActionIcon aria-label={`Remove “${name}”`} onClick={remove}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      <Collapse expanded={isOpen} transitionDuration={120}>
        {isOpen && <Details {...props} />}
      </Collapse>
    </li>
  )
}

function Details({ question, before, change }: Props) {
  const set = (more: Partial<Question>) => change(tidied({ ...question, ...more }))
  const setKind = (kind: string | null) => {
    const next = questionKinds.find((one) => one === kind)
    if (next)
      change(
        tidied({
          ...question,
          kind: next,
          starts: undefined,
          pattern: undefined,
          least: undefined,
          most: undefined,
          isCost: undefined,
        }),
      )
  }
  const hasOptions = question.kind === 'choice' || question.kind === 'choices'
  return (
    <div className={css.details}>
      <TextInput
        label="What is asked"
        value={question.asks}
        autoFocus={question.asks === ''}
        onChange={({ currentTarget }) => set({ asks: currentTarget.value })}
      />
      <TextInput
        label="Help below it"
        value={question.help ?? ''}
        onChange={({ currentTarget }) => set({ help: currentTarget.value })}
      />
      <div className={css.two}>
        <Select
          label="Answered by"
          data={questionKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
          value={question.kind}
          allowDeselect={false}
          onChange={setKind}
        />
        <Checkbox
          label="It has to be answered"
          checked={question.isRequired ?? false}
          onChange={({ currentTarget }) => set({ isRequired: currentTarget.checked })}
        />
      </div>
      {hasOptions && <Options options={question.options ?? []} change={(options) => set({ options })} />}
      <Bounds question={question} set={set} />
      {question.kind === 'money' && (
        <Checkbox
          label="This is what it costs"
          description="It stands with the request, and decides who approves where an amount does."
          checked={question.isCost ?? false}
          onChange={({ currentTarget }) => set({ isCost: currentTarget.checked })}
        />
      )}
      {canStartWithFact(question.kind) && (
        <Select
          label="Filled in from whom it is for"
          data={personFacts.map((fact) => ({ value: fact, label: `Their ${factWords[fact]}` }))}
          value={question.starts && 'person' in question.starts ? question.starts.person : null}
          clearable
          placeholder="Nothing"
          onChange={(fact) => {
            const known = personFacts.find((one) => one === fact)
            set({ starts: known && { person: known } })
          }}
        />
      )}
      <EditCondition condition={question.showWhen} before={before} change={(showWhen) => set({ showWhen })} />
    </div>
  )
}

const canStartWithFact = (kind: QuestionKind): boolean => kind === 'text' || kind === 'person'

/** Choices as lines of text: the quickest way to write them. A line keeps its value when its words change. */
function Options({ options, change }: { options: readonly Option[]; change: (options: readonly Option[]) => void }) {
  const [text, setText] = useState(() => options.map(({ label }) => label).join('\n'))
  const write = (next: string) => {
    setText(next)
    const lines = next.split('\n').filter((line) => line.trim() !== '')
    const taken = options.map(({ value }) => value)
    change(
      lines.map((line, index) => {
        const same = options.find(({ label }) => label === line.trim())
        if (same) return same
        const before = lines.length === options.length ? options[index] : undefined
        const value = before?.value ?? freshKey(taken, 'c')
        taken.push(value)
        return { value, label: line.trim() }
      }),
    )
  }
  return (
    <Textarea
      label="Choices"
      description="One a line."
      autosize
      minRows={2}
      value={text}
      onChange={({ currentTarget }) => write(currentTarget.value)}
    />
  )
}

interface BoundsProps {
  readonly question: Question
  readonly set: (more: Partial<Question>) => void
}

const boundWords: Partial<Record<QuestionKind, readonly [least: string, most: string]>> = {
  text: ['At least so many characters', 'At most so many'],
  longText: ['At least so many characters', 'At most so many'],
  choices: ['At least so many', 'At most so many'],
  number: ['At least', 'At most'],
  money: ['At least', 'At most'],
  date: ['Not before (a day, or today+7d)', 'Not after'],
}

function Bounds({ question, set }: BoundsProps) {
  const words = boundWords[question.kind]
  if (!words) return null
  const read = (text: string) => (text.trim() === '' ? undefined : question.kind === 'date' ? text : Number(text))
  return (
    <>
      <div className={css.two}>
        <BoundInput label={words[0]} value={question.least} change={(text) => set({ least: read(text) })} />
        <BoundInput label={words[1]} value={question.most} change={(text) => set({ most: read(text) })} />
      </div>
      {question.kind === 'text' && (
        <div className={css.two}>
          <TextInput
            label="It looks like"
            description="9 is a digit, A a letter, * either; + repeats."
            placeholder="A+-9999"
            value={question.pattern?.like ?? ''}
            onChange={({ currentTarget: { value } }) =>
              set({ pattern: value === '' ? undefined : { like: value, says: question.pattern?.says ?? '' } })
            }
          />
          <TextInput
            label="Said where it looks otherwise"
            description="In words, with an example."
            disabled={!question.pattern}
            value={question.pattern?.says ?? ''}
            onChange={({ currentTarget: { value } }) =>
              question.pattern && set({ pattern: { ...question.pattern, says: value } })
            }
          />
        </div>
      )}
    </>
  )
}

function BoundInput({ label, value, change }: { label: string; value: unknown; change: (text: string) => void }) {
  const [text, setText] = useState(value === undefined ? '' : String(value))
  return (
    <TextInput
      label={label}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        change(currentTarget.value)
      }}
    />
  )
}

/** Without what says nothing, so that two forms that ask the same are the same. */
const tidied = (question: Question): Question =>
  Object.fromEntries(
    Object.entries(question).filter(
      ([name, value]) => name === 'asks' || !(value === undefined || value === '' || value === false),
    ),
  ) as unknown as Question
