import { Textarea, TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import type { Field } from '../../record/field.ts'
import { formatValue, parseText } from '../../record/text.ts'
import type { EditorProps } from './editor.ts'
import { readTyped } from './typed.ts'
import { unreadOf } from './unread.ts'
import { isSame } from './wire.ts'

/** One line for every kind that people type: what can be read becomes a value at once, what can't is kept with the reason. */
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
        if ('value' in read) setText(shown(definition, read.value))
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

function shown(definition: Field<unknown>, value: unknown): string {
  const unread = unreadOf(value)
  if (unread) return unread.unread
  return typeof value === 'string' && definition.kind !== 'percent' ? value : formatValue(definition, value)
}

// These are kept as written; everything else is read.
const asTyped = new Set(['text', 'longText'])
const readAs = (definition: Field<unknown>, text: string): unknown =>
  asTyped.has(definition.kind) ? text || null : readTyped(definition, text)

const inputs: Readonly<Record<string, TextInputProps>> = {
  int: { inputMode: 'numeric' },
  decimal: { inputMode: 'decimal' },
  percent: { inputMode: 'decimal', placeholder: '12.5 %' },
  duration: { placeholder: '4h 30m' },
  email: { inputMode: 'email', autoComplete: 'off' },
  url: { inputMode: 'url', spellCheck: false, placeholder: 'https://' },
  phone: { type: 'tel', autoComplete: 'off' },
  ip: { placeholder: '10.1.2.3', spellCheck: false, autoComplete: 'off' },
}
