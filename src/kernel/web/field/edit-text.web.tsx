import { Textarea, TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import type { Field } from '../../record/field.ts'
import { formatValue, parseText } from '../../record/text.ts'
import type { EditorProps } from './editor.ts'
import { isSame } from './wire.ts'

/** One line for every kind that people type: what can be read becomes a value at once, what can't stays as typed. */
export function TextEdit({ value, onChange, definition, frame }: EditorProps) {
  const [text, setText] = useTyped(definition, value)
  const type = (given: string) => {
    setText(given)
    onChange(readAs(definition, given))
  }
  return (
    <TextInput
      {...frame}
      {...(inputs[definition.kind] ?? {})}
      value={text}
      maxLength={definition.kind === 'text' ? definition.options.max : undefined}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => {
        const read = parseText(definition, text)
        if ('value' in read) setText(formatValue(definition, read.value))
      }}
    />
  )
}

export function LongTextEdit({ value, onChange, definition, frame }: EditorProps) {
  const [text, setText] = useTyped(definition, value)
  return (
    <Textarea
      {...frame}
      value={text}
      autosize
      minRows={3}
      maxRows={16}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange(readAs(definition, event.currentTarget.value))
      }}
    />
  )
}

/** The text being typed; a value that changes from outside replaces it. */
function useTyped(definition: Field<unknown>, value: unknown): [string, (text: string) => void] {
  const [typed, setTyped] = useState({ text: shown(definition, value), value })
  const isOutside =
    !isSame(definition, typed.value, value) && !isSame(definition, readAs(definition, typed.text), value)
  const text = isOutside ? shown(definition, value) : typed.text
  return [text, (next) => setTyped({ text: next, value: readAs(definition, next) })]
}

const shown = (definition: Field<unknown>, value: unknown): string =>
  typeof value === 'string' && definition.kind !== 'percent' ? value : formatValue(definition, value)

const asTyped = new Set(['text', 'longText', 'email', 'url', 'phone', 'ip'])
function readAs(definition: Field<unknown>, text: string): unknown {
  if (text === '') return null
  if (asTyped.has(definition.kind)) return text
  const read = parseText(definition, text)
  return 'value' in read ? read.value : text
}

const inputs: Readonly<Record<string, TextInputProps>> = {
  int: { inputMode: 'numeric' },
  decimal: { inputMode: 'decimal' },
  percent: { inputMode: 'decimal', placeholder: '12.5 %' },
  duration: { placeholder: '4h 30m' },
  email: { type: 'email', autoComplete: 'off' },
  url: { type: 'url', placeholder: 'https://' },
  phone: { type: 'tel', autoComplete: 'off' },
  colour: { type: 'color' },
}
