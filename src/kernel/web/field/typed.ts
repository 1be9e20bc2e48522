import type { Field } from '../../record/field.ts'
import { parseText, type TextOptions } from '../../record/text.ts'

/** A text as the value of its field, or as text that couldn't be read. */
export function readTyped(field: Field<unknown>, text: string, options: TextOptions = {}): unknown {
  // What is missing is told when the whole is checked.
  if (text.trim() === '') return null
  const read = parseText(field, text, options)
  return 'value' in read ? read.value : { unread: text, says: read.says }
}
