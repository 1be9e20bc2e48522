import type { Field } from '../../record/field.ts'
import { parseText, type TextOptions } from '../../record/text.ts'

/** What an editor holds while its text can't be read as a value: the text, and why, in words that follow the field's label. */
export interface Unread {
  readonly unread: string
  readonly says: string
}

/** The text that an editor couldn't read, or null where it holds a value. */
export const unreadOf = (value: unknown): Unread | null =>
  typeof value === 'object' && value !== null && 'unread' in value && 'says' in value ? (value as Unread) : null

/** A text as the value of its field, or as text that couldn't be read. */
export function readTyped(field: Field<unknown>, text: string, options: TextOptions = {}): unknown {
  // What is missing is told when the whole is checked.
  if (text.trim() === '') return null
  const read = parseText(field, text, options)
  return 'value' in read ? read.value : { unread: text, says: read.says }
}
