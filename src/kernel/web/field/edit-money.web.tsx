import { Group, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Money } from '../../record/field.ts'
import { parseText } from '../../record/text.ts'
import type { EditorProps } from './editor.ts'

const currencies = Intl.supportedValuesOf('currency')
const remembered = 'quarterdeck.currency'

/** An amount and its currency; the currency last used stands there first. */
export function MoneyEdit({ value, onChange, definition, frame }: EditorProps) {
  const given = isMoney(value) ? value : null
  const [currency, setCurrency] = useState(given?.currency ?? localStorage.getItem(remembered) ?? 'EUR')
  const [text, setText] = useState(given?.amount ?? '')
  const change = (nextText: string, nextCurrency: string) => {
    setText(nextText)
    setCurrency(nextCurrency)
    localStorage.setItem(remembered, nextCurrency)
    if (nextText.trim() === '') return onChange(null)
    const read = parseText(definition, nextText, { currency: nextCurrency })
    onChange('value' in read ? read.value : { amount: nextText, currency: nextCurrency })
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
      />
      <Select
        aria-label="Currency"
        w={96}
        data={currencies}
        value={currency}
        searchable
        allowDeselect={false}
        limit={40}
        onChange={(next) => next && change(text, next)}
      />
    </Group>
  )
}

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
