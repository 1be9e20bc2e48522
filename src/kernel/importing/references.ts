import type { AnyRecord } from '../record/define.ts'
import { inSentence } from '../record/in-sentence.ts'
import { labelOf, storedFields, titleOf } from '../record/registry.ts'
import { type FoundBy, keyForm } from './found.ts'
import { targetLabel } from './mapping.ts'
import { shorten } from './shorten.ts'

/** What a name stands for: a stored record, or a row of the same file. */
export type Target = { readonly id: string; readonly title: string } | { readonly row: number; readonly title: string }
export type Resolved = Target | { readonly says: string }

/** Where names are looked up, for one reference field. */
export interface Lookup {
  readonly target: AnyRecord
  /** The label of the reference. */
  readonly label: string
  /** Fields of the target that a name is compared with, in this order. */
  readonly by: readonly string[]
  readonly stored: ReadonlyMap<string, FoundBy>
  /** Rows of the same file by field and key, where they are of the target's type. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>
  /** The stored record that a row of the file is about; null when it is new. */
  readonly idOfRow: (row: number) => string | null
}

/** The fields of a target that a name can mean, unless one is chosen: id, number, what is unique, what rows are recognised by, and the title. */
export function lookupFields(target: AnyRecord): readonly string[] {
  const unique = storedFields(target).flatMap(([name, field]) =>
    field.options.unique || field.kind === 'email' ? [name] : [],
  )
  const keys = (target.matchOn ?? []).filter((name) => target.fields[name]?.kind === 'text')
  const all = ['id', ...(target.number ? ['number'] : []), ...unique, ...keys, titleOf(target)]
  return [...new Set(all)].filter((name) => name !== 'number' || target.number !== undefined)
}

/** The keys in a name, the surest first: 'Ada Berg <ada@example.com>' is looked up by what stands in the brackets, then as a whole. */
export function keysOfName(text: string): readonly string[] {
  const inner = /^.*\S\s*[<([]([^<>()[\]]+)[>)\]]$/.exec(text.trim())?.[1]
  return inner ? [keyForm(inner), keyForm(text)] : [keyForm(text)]
}

/** Finds the one record that a name stands for, or says why there is none. */
export function resolveName(text: string, lookup: Lookup): Resolved {
  let archived: string | null = null
  for (const key of keysOfName(text)) {
    for (const field of lookup.by) {
      const { targets, gone } = targetsOf(key, field, lookup)
      archived ??= gone
      const [only] = targets
      if (targets.length === 1 && only) return only
      if (targets.length > 1) return { says: ambiguous(text, field, targets.length, lookup) }
    }
  }
  return {
    says:
      archived === null
        ? unknown(text, lookup)
        : `${lookup.label}: ${archived} is archived. Restore it first, or name another one.`,
  }
}

function targetsOf(
  key: string,
  field: string,
  { stored, rows, idOfRow }: Lookup,
): { readonly targets: readonly Target[]; readonly gone: string | null } {
  const found = stored.get(field)?.get(key) ?? []
  const targets = new Map<string, Target>()
  for (const row of rows.get(field)?.get(key) ?? []) {
    const id = idOfRow(row)
    targets.set(id ?? `row ${row}`, id === null ? { row, title: key } : { id, title: key })
  }
  for (const { id, title, isArchived } of found) if (!isArchived) targets.set(id, { id, title })
  const gone = found.find(({ id, isArchived }) => isArchived && !targets.has(id))?.title ?? null
  return { targets: [...targets.values()], gone }
}

function ambiguous(text: string, field: string, many: number, { target, label, by }: Lookup): string {
  const better = by
    .filter((name) => name !== field && name !== 'id')
    .map((name) => inSentence(targetLabel(target, name)))
  const instead = better.length > 0 ? ` Give the ${better.join(' or ')} instead.` : ''
  return `${label}: ${many} ${inSentence(target.label[1])} have the ${inSentence(targetLabel(target, field))} '${shorten(text)}'.${instead}`
}

function unknown(text: string, { target, label, by, rows }: Lookup): string {
  const labels = by.filter((name) => name !== 'id').map((name) => inSentence(labelOf(name, target.fields[name])))
  const where = rows.size > 0 ? ', here or in this file' : ''
  return `${label}: no ${inSentence(target.label[0])} has the ${labels.join(' or ')} '${shorten(text)}'${where}. Correct it, or empty the cell.`
}
