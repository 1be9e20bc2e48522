import { type ComponentType, createContext } from 'react'
import type { EditorProps } from './editor.ts'

interface Own {
  readonly edit?: ComponentType<EditorProps>
  readonly show?: ComponentType<{ readonly value: unknown }>
}
const owned = new Map<string, Own>()

/** Gives one field of a record type an editor or a look of its own, where its kind's says too little. */
export function registerField(recordName: string, field: string, own: Own): void {
  owned.set(`${recordName}.${field}`, own)
}

export const ownOf = (recordName: string, field: string): Own => owned.get(`${recordName}.${field}`) ?? {}

/** The values of the record around a field, as a form or a page holds them. */
export const AroundContext = createContext<Readonly<Record<string, unknown>>>({})
