import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { EditorProps } from './editor.ts'
import { readTyped } from './typed.ts'
import { unreadOf } from './unread.ts'

/** Structured data as text, one value to a line; put in order when it is left. */
export function JsonEdit({ value, onChange, definition, frame }: EditorProps) {
  const [typed, setTyped] = useState({ text: shown(value), value })
  const text = sameJson(typed.value, value) ? typed.text : shown(value)
  return (
    <Textarea
      {...frame}
      value={text}
      autosize
      minRows={3}
      maxRows={20}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      onChange={(event) => {
        const next = event.currentTarget.value
        const read = readTyped(definition, next)
        setTyped({ text: next, value: read })
        onChange(read)
      }}
      onBlur={() => setTyped({ text: shown(value), value })}
    />
  )
}

const sameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
const shown = (value: unknown): string =>
  unreadOf(value)?.unread ?? (value === null || value === undefined ? '' : JSON.stringify(value, null, 2))
