import { type RawBuilder, sql } from 'kysely'
import type { Rights } from '../access/abilities.ts'
import { textOf } from '../database/db.server.ts'
import type { Shape } from './row.server.ts'

/** A place in a compiled statement for a value that differs each time. */
export interface Place {
  readonly place: string
}
export const place = (name: string): Place => ({ place: name })
/** The place as a parameter of a fragment. */
export const at = (one: Place): RawBuilder<unknown> => sql`${one}`

/** A read whose SQL was built and compiled once, and how its rows are read back. */
export interface Compiled {
  readonly text: string
  readonly values: readonly unknown[]
  readonly decode: Shape['decode']
}

const kept = new WeakMap<Rights, Map<string, Compiled>>()
/** Reads kept for one caller and one record type. */
const most = 100

/** The compiled read of that key for a caller's rights; built when it isn't known yet. What `build` uses must follow from rights and key alone. */
export function compiled(
  rights: Rights,
  key: string,
  build: () => { readonly statement: RawBuilder<unknown>; readonly decode: Shape['decode'] },
): Compiled {
  const mine = kept.get(rights) ?? new Map<string, Compiled>()
  kept.set(rights, mine)
  const known = mine.get(key)
  if (known) return known
  const { statement, decode } = build()
  const made = { ...textOf(statement), decode }
  if (mine.size >= most) mine.clear()
  mine.set(key, made)
  return made
}

/** The statement with its places filled. */
export function filled(
  { text, values }: Pick<Compiled, 'text' | 'values'>,
  given: ReadonlyMap<Place, unknown>,
): { text: string; values: readonly unknown[] } {
  return { text, values: values.map((value) => (isPlace(value) ? given.get(value) : value)) }
}

const isPlace = (value: unknown): value is Place => typeof value === 'object' && value !== null && 'place' in value
