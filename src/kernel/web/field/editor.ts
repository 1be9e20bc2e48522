import type { ReactNode } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { Field } from '../../record/field.ts'

export interface EditValueProps {
  readonly record: AnyRecord
  readonly field: string
  readonly value: unknown
  /** Gives the value in its read form (`{ id, title }` for references; see `wireOf`), `Unread` where its text can't be read. */
  readonly onChange: (value: unknown) => void
  readonly error?: ReactNode
  readonly autoFocus?: boolean
  /** Label, help and required mark around the input; without them the label is for screen readers alone. */
  readonly isLabelled?: boolean
  readonly isDisabled?: boolean
  /** The input's id, for a label elsewhere. */
  readonly id?: string
  /** `data-*` and the like for the input itself. */
  readonly placeholder?: string
}

/** What each kind's editor is given. */
export interface EditorProps extends EditValueProps {
  readonly definition: Field<unknown>
  readonly frame: Frame
}
/** What goes straight to Mantine's inputs. */
export interface Frame {
  readonly id?: string
  readonly label?: string
  readonly 'aria-label'?: string
  readonly description?: string
  readonly withAsterisk: boolean
  readonly 'aria-required': boolean
  readonly error: ReactNode
  readonly disabled: boolean
  readonly placeholder?: string
  readonly 'data-autofocus'?: true
  readonly autoFocus?: boolean
  readonly leftSection?: ReactNode
}

/** The parts of an input that are the same for every kind. */
export function frameOf(props: EditValueProps, definition: Field<unknown>, label: string): Frame {
  const { isLabelled = true, autoFocus = false } = props
  const { unit, required = false } = definition.options
  const help =
    definition.options.help ?? (unit === undefined || unit in props.record.fields ? undefined : `In ${unit}.`)
  return {
    ...(props.id && { id: props.id }),
    ...(isLabelled ? { label, description: help } : { 'aria-label': label }),
    withAsterisk: isLabelled && required,
    'aria-required': required,
    error: props.error,
    disabled: props.isDisabled ?? false,
    ...(props.placeholder !== undefined && { placeholder: props.placeholder }),
    ...(autoFocus && { autoFocus, 'data-autofocus': true as const }),
  }
}
