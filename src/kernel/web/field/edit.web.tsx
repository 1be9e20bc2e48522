import { Checkbox, TextInput } from '@mantine/core'
import { type ComponentType, lazy, Suspense } from 'react'
import { ChoiceEdit, ChoicesEdit } from './edit-choice.web.tsx'
import { ColourEdit } from './edit-colour.web.tsx'
import { JsonEdit } from './edit-json.web.tsx'
import { MoneyEdit } from './edit-money.web.tsx'
import { ReferenceEdit, ReferencesEdit } from './edit-reference.web.tsx'
import { SecretEdit } from './edit-secret.web.tsx'
import { LongTextEdit, TextEdit } from './edit-text.web.tsx'
import { type EditorProps, type EditValueProps, frameOf } from './editor.ts'
import { fieldOf, labelFor } from './fields.ts'
import { ownOf } from './own.web.ts'

const DateEdit = lazy(() => import('./edit-date.web.tsx'))

/** Edits one value of a record's field with the input that suits its kind. */
export function EditValue(props: EditValueProps) {
  const definition = fieldOf(props.record, props.field)
  if (!definition) return null
  const frame = frameOf(props, definition, labelFor(props.record, props.field))
  const Own = ownOf(props.record.name, props.field).edit
  if (Own)
    return (
      <Suspense>
        <Own {...props} definition={definition} frame={frame} />
      </Suspense>
    )
  const Editor = editors[definition.kind] ?? TextEdit
  return <Editor {...props} definition={definition} frame={frame} />
}

function BoolEdit({ value, onChange, frame }: EditorProps) {
  const { withAsterisk: _, placeholder: __, ...rest } = frame
  return <Checkbox {...rest} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
}

/** The calendar comes with the first date that is edited; until then its input stands there, closed. */
function LazyDateEdit(props: EditorProps) {
  return (
    <Suspense fallback={<TextInput {...props.frame} value={String(props.value ?? '')} readOnly />}>
      <DateEdit {...props} />
    </Suspense>
  )
}

const editors: Readonly<Record<string, ComponentType<EditorProps>>> = {
  longText: LongTextEdit,
  json: JsonEdit,
  colour: ColourEdit,
  bool: BoolEdit,
  choice: ChoiceEdit,
  choices: ChoicesEdit,
  ref: ReferenceEdit,
  refs: ReferencesEdit,
  money: MoneyEdit,
  secret: SecretEdit,
  date: LazyDateEdit,
  dateTime: LazyDateEdit,
}
