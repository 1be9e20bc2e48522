import '@mantine/core/styles/CheckboxCard.css'
import '@mantine/core/styles/CheckboxIndicator.css'
import '@mantine/core/styles/NumberInput.css'
import '@mantine/core/styles/RadioCard.css'
import '@mantine/core/styles/RadioIndicator.css'
import { Checkbox, MultiSelect, NumberInput, Radio, Select } from '@mantine/core'
import { f, type Field } from '../../../kernel/record/field.ts'
import { EditValue } from '../../../kernel/web/field/edit.web.tsx'
import { asRecord } from '../../../kernel/web/record/fields-as-record.ts'
import { FileAnswer, type SendsFile } from './file-answer.web.tsx'
import type { Question } from './form.ts'
import css from './questions.module.css'

interface Props {
  readonly question: Question
  readonly answer: unknown
  readonly says: string | undefined
  readonly onChange: (answer: unknown) => void
  /** Sends a file ahead; where nothing is sent, the question can be tried all the same. */
  readonly sends: SendsFile | undefined
}

/** Asks one question with the input that suits its kind. */
export function QuestionInput(props: Props) {
  const { kind, options = [] } = props.question
  const isLong = options.length > mostSeen
  switch (kind) {
    case 'yesNo':
      return <YesNo {...props} />
    case 'number':
      return <NumberAnswer {...props} />
    case 'file':
      return <FileAnswer {...props} />
    case 'choice':
      return isLong ? <LongChoice {...props} /> : <Choice {...props} />
    case 'choices':
      return isLong ? <LongChoices {...props} /> : <Choices {...props} />
    default:
      return <FieldAnswer {...props} />
  }
}

// Beyond so many, choices are searched instead of looked through.
const mostSeen = 7

/** What the kernel has an editor for. */
const FieldAnswer = ({ question, answer, says, onChange }: Props) => (
  <EditValue
    record={asRecord('answers', { [question.key]: kernelField(question) })}
    field={question.key}
    value={answer ?? null}
    error={says}
    onChange={onChange}
  />
)

const common = ({ asks, help, isRequired }: Question) => ({
  label: asks,
  ...(help && { help }),
  ...(isRequired && { required: true as const }),
})

function kernelField(question: Question): Field<unknown> {
  const options = common(question)
  switch (question.kind) {
    case 'longText':
      return f.longText({ ...options, max: 5000 })
    case 'date':
      return f.date(options)
    case 'money':
      return f.money(options)
    case 'person':
      return f.ref('person', options)
    case 'service':
      return f.ref('service', options)
    default:
      return f.text({ ...options, max: Number(question.most) || 200 })
  }
}

const frame = ({ question, says }: Props) => ({
  label: question.asks,
  description: question.help,
  withAsterisk: question.isRequired ?? false,
  error: says,
})

function Choice(props: Props) {
  const { question, answer, onChange } = props
  return (
    <Radio.Group {...frame(props)} value={typeof answer === 'string' ? answer : ''} onChange={onChange}>
      <div className={css.cards}>
        {(question.options ?? []).map(({ value, label, help }) => (
          <Radio.Card key={value} value={value} className={css.card}>
            <Radio.Indicator size="xs" />
            <span>
              {label}
              {help && <small>{help}</small>}
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}

function YesNo(props: Props) {
  const { answer, onChange } = props
  const value = typeof answer === 'boolean' ? String(answer) : ''
  return (
    <Radio.Group {...frame(props)} value={value} onChange={(next) => onChange(next === 'true')}>
      <div className={css.pair}>
        <Radio.Card value="true" className={css.card}>
          <Radio.Indicator size="xs" /> Yes
        </Radio.Card>
        <Radio.Card value="false" className={css.card}>
          <Radio.Indicator size="xs" /> No
        </Radio.Card>
      </div>
    </Radio.Group>
  )
}

function Choices(props: Props) {
  const { question, answer, onChange } = props
  return (
    <Checkbox.Group {...frame(props)} value={Array.isArray(answer) ? answer.map(String) : []} onChange={onChange}>
      <div className={css.cards}>
        {(question.options ?? []).map(({ value, label, help }) => (
          <Checkbox.Card key={value} value={value} className={css.card}>
            <Checkbox.Indicator size="xs" />
            <span>
              {label}
              {help && <small>{help}</small>}
            </span>
          </Checkbox.Card>
        ))}
      </div>
    </Checkbox.Group>
  )
}

const LongChoice = (props: Props) => (
  <Select
    {...frame(props)}
    data={[...(props.question.options ?? [])]}
    value={typeof props.answer === 'string' ? props.answer : null}
    onChange={props.onChange}
    searchable
    clearable={!props.question.isRequired}
  />
)

const LongChoices = (props: Props) => (
  <MultiSelect
    {...frame(props)}
    data={[...(props.question.options ?? [])]}
    value={Array.isArray(props.answer) ? props.answer.map(String) : []}
    onChange={props.onChange}
    searchable
    clearable
  />
)

const NumberAnswer = (props: Props) => (
  <NumberInput
    {...frame(props)}
    value={typeof props.answer === 'number' ? props.answer : ''}
    onChange={(next) => props.onChange(typeof next === 'number' ? next : null)}
    maw={180}
  />
)
