import { stateWord } from '../history/sentence.ts'
import type { AnyRecord } from '../record/define.ts'
import { toPlain } from '../record/fragment.ts'
import { labelOf, storedFields } from '../record/registry.ts'

type Fragment = Readonly<Record<string, unknown>>
/** What of an entry of the history people are told by. */
export interface Told {
  readonly verb: string
  readonly whoName: string
  readonly version: number | null
  readonly before: Fragment | null
  readonly after: Fragment | null
}
/** A field that came to point at records, and at which. */
export interface Naming {
  readonly field: string
  readonly isList: boolean
  readonly label: string
  readonly ids: readonly string[]
}

/** The references that an entry set, as far as they weren't set before. */
export function namingsOf({ before, after, version }: Told, record: AnyRecord): readonly Naming[] {
  if (version === null || !after) return []
  const [old, fresh] = [toPlain(record, before ?? {}), toPlain(record, after)]
  return storedFields(record).flatMap(([name, field]) => {
    if (field.kind !== 'ref' && field.kind !== 'refs') return []
    const had = new Set(idsOf(old[name]))
    const ids = idsOf(fresh[name]).filter((id) => !had.has(id))
    return ids.length > 0 ? [{ field: name, isList: field.kind === 'refs', label: labelOf(name, field), ids }] : []
  })
}

const idsOf = (value: unknown): readonly string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string')

/** What somebody is told whom a field now names. */
export const namingTitle = (whoName: string, { label, isList }: Naming): string =>
  isList ? `${whoName} added you to “${label}”` : `${whoName} set “${label}” to you`

/** What those are told who watch a record that moved on; null when it didn't. */
export function moveTitle({ verb, whoName, version, before, after }: Told): string | null {
  if (version === null || verb === 'created') return null
  if (verb === 'archived' || verb === 'restored') return `${whoName} ${verb} it`
  const [from, to] = [before?.state, after?.state]
  if (typeof from !== 'string' || typeof to !== 'string' || from === to) return null
  return `${whoName} moved it from ${stateWord(from)} to ${stateWord(to)}`
}

/** A comment's Markdown as people read it in a mail: mentions by name, not too long. */
export function excerptOf(markdown: string): string {
  const text = markdown.replaceAll(/@\[([^\]\n]{1,200})\]\([a-z][a-z_]{0,60}:[0-9a-f-]{36}\)/g, '@$1').trim()
  return text.length > mostOfExcerpt ? `${text.slice(0, mostOfExcerpt - 1).trimEnd()}…` : text
}
const mostOfExcerpt = 600
