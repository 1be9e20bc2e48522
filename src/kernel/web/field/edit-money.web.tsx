import { Group, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Money } from '../../record/field.ts'
import type { EditorProps } from './editor.ts'
import { readTyped } from './typed.ts'
import { unreadOf } from './unread.ts'

const currencies = Intl.supportedValuesOf('currency')
const remembered = 'quarterdeck.currency'

/** An amount and its currency; the one last used stands there first, and one that is typed with the amount is taken. */
export function MoneyEdit({ value, onChange, definition, frame }: EditorProps) {
  const given = isMoney(value) ? value : null
  const [currency, setCurrency] = useState(given?.currency ?? localStorage.getItem(remembered) ?? 'EUR')
  const [text, setText] = useState(given?.amount ?? unreadOf(value)?.unread ?? '')
  const change = (typed: string, chosen: string) => {
    setText(typed)
    const read = readTyped(definition, typed, { currency: chosen })
    const named = isMoney(read) ? read.currency : chosen
    setCurrency(named)
    localStorage.setItem(remembered, named)
    onChange(read)
  }
  return (
    <Group gap={4} align="flex-end" wrap="nowrap">
      <TextInput
        {...frame}
        flex={1}
        value={text}
        inputMode="decimal"
        styles={{ input: { textAlign: 'right' } }}
        onChange={(event) => change(event.currentTarget.value, currency)}
        onBlur={() => given && setText(given.amount)}
      />
      <Select
        aria-label="Currency"
        w={96}
        data={currencies}
        value={currency}
        searchable
        allowDeselect={false}
        limit={40}
        onChange={(next) => next && change(given?.amount ?? text, next)}
      />
    </Group>
  )
}

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
