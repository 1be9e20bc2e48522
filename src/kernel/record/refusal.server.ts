import { Failure, invalid } from '../errors.ts'
import type { AnyRecord } from './define.ts'
import { inSentence } from './in-sentence.ts'
import { missingReference } from './prepare.server.ts'
import { columnOf, labelOf, type Registry } from './registry.ts'

interface DatabaseError extends Error {
  readonly code: string
  readonly constraint?: string
}
const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)

/** What the database refused, as an error for people: uniqueness and references name their field. Anything else stays what it was. */
export function explainRefusal(error: unknown, record: AnyRecord, registry: Registry): unknown {
  if (!isDatabaseError(error)) return error
  const name = Object.keys(record.fields).find((field) =>
    [`${record.name}_${columnOf(field)}_unique`, `${record.name}_${columnOf(field)}_fkey`].includes(
      error.constraint ?? '',
    ),
  )
  const field = name ? record.fields[name] : undefined
  if (name && field && error.code === '23505')
    return invalid([
      {
        field: name,
        says: `Another ${inSentence(record.label[0])} has this ${inSentence(labelOf(name, field))} already.`,
      },
    ])
  if (name && field && error.code === '23503')
    return invalid([
      { field: name, says: missingReference(labelOf(name, field), registry.record(field.options.to ?? '')) },
    ])
  if (error.code.startsWith('22'))
    return new Failure('Invalid', 'A value can’t be stored as it is.', { status: 400, cause: error })
  return error
}

/** Whether a write lost to another one and may simply be tried again. */
export const isPassing = (error: unknown): boolean => isDatabaseError(error) && ['40001', '40P01'].includes(error.code)

/** Whether one row of several may be to blame, so that they are worth trying one by one. */
export const isRowsFault = (error: unknown): boolean =>
  error instanceof Failure || (isDatabaseError(error) && (error.code.startsWith('23') || error.code.startsWith('22')))
