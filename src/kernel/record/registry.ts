import { byOwnName } from './define.ts'
import type { AnyRecord, LinkType } from './define.ts'
import type { Field } from './field.ts'

/** All record and link types of one application, found by name or by the path of their API. */
export interface Registry {
  readonly records: readonly AnyRecord[]
  readonly links: readonly LinkType[]
  /** The record of that name; throws when there is none, which is a mistake in code. */
  readonly record: (name: string) => AnyRecord
  /** The record under `/api/v1/{path}`, or null. */
  readonly byPath: (path: string) => AnyRecord | null
  /**
   * Gives record types further fields and panels, by name, in place of what was added before. The types stay the same
   * objects; `fields` is another object whenever they differ, so that what follows from them can be kept by it.
   */
  readonly extend: (additions: Readonly<Record<string, Addition>>) => void
  /** What was added, by record name. */
  readonly additions: () => Readonly<Record<string, Addition>>
}

/** Fields that an installation adds to a record type, and the panels that show them. */
export interface Addition {
  readonly fields: AnyRecord['fields']
  readonly panels: AnyRecord['page']
}
const nothing: Addition = { fields: {}, panels: [] }

export function createRegistry(given: readonly unknown[], links: readonly LinkType[]): Registry {
  const declared = given as readonly AnyRecord[]
  const records = declared.map((record) => ({ ...record }))
  let added: Readonly<Record<string, Addition>> = {}
  const byName = new Map(records.map((record) => [record.name, record]))
  const byPath = new Map(records.map((record) => [pathOf(record), record]))
  const record = (name: string): AnyRecord => {
    const found = byName.get(name)
    if (!found) throw new Error(`No record is named '${name}'.`)
    return found
  }
  const extend: Registry['extend'] = (additions) => {
    for (const [index, { name, fields, page }] of declared.entries()) {
      const addition = additions[name] ?? nothing
      if (JSON.stringify(addition) === JSON.stringify(added[name] ?? nothing)) continue
      const extended = { fields: byOwnName({ ...fields, ...addition.fields }), page: joined(page, addition.panels) }
      Object.assign(records[index] as AnyRecord, extended)
    }
    added = additions
  }
  return { records, links, record, byPath: (path) => byPath.get(path) ?? null, extend, additions: () => added }
}

/** Panels of one name are one panel. */
function joined(page: AnyRecord['page'], panels: AnyRecord['page']): AnyRecord['page'] {
  const further = panels.filter(({ panel }) => !page.some((own) => own.panel === panel))
  const own = page.map(({ panel, shows }) => ({
    panel,
    shows: [...shows, ...panels.filter((one) => one.panel === panel).flatMap((one) => one.shows)],
  }))
  return [...own, ...further]
}

/** `business-units`: the plural label as a path. */
export const pathOf = (record: Pick<AnyRecord, 'label'>): string => record.label[1].toLowerCase().replaceAll(' ', '-')

/** The name of the field that names a record to people. */
export function titleOf(record: AnyRecord): string {
  return record.title ?? Object.keys(record.fields).find((name) => record.fields[name]?.kind === 'text') ?? 'number'
}

/** `businessUnit` → 'Business unit', unless the field has a label of its own. */
export function labelOf(name: string, field?: Field<unknown>): string {
  if (field?.options.label) return field.options.label
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const columns = new Map<string, string>()

/** `businessUnit` → `business_unit`. */
export function columnOf(name: string): string {
  const known = columns.get(name)
  if (known) return known
  const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  if (columns.size < 10_000) columns.set(name, column)
  return column
}

/** `05` of `CTR-{00}` with 5 → `CTR-05`. */
export function formatNumber(pattern: string, value: number): string {
  return pattern.replace(/\{(0+)\}/, (_, zeros: string) => String(value).padStart(zeros.length, '0'))
}

/** `CTR-0042` → 42 by the pattern `CTR-{0000}`; null when the text isn't such a number. */
export function parseNumber(pattern: string, text: string): number | null {
  const [prefix = '', suffix = ''] = pattern.split(/\{0+\}/)
  const wanted = text.trim().toUpperCase()
  if (!wanted.startsWith(prefix.toUpperCase()) || !wanted.endsWith(suffix.toUpperCase())) return null
  const digits = wanted.slice(prefix.length, wanted.length - suffix.length)
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null
}

const stored = new WeakMap<AnyRecord['fields'], readonly [string, Field<unknown>][]>()

/** The fields of a record that a table holds, in declared order. */
export function storedFields(record: Pick<AnyRecord, 'fields'>): readonly [string, Field<unknown>][] {
  const known = stored.get(record.fields)
  if (known) return known
  const fields = Object.entries(record.fields).filter(([, field]) => field.kind !== 'computed')
  stored.set(record.fields, fields)
  return fields
}

/** The fields of a record that somebody can set: all that a table holds but those that the record works out of itself. */
export const settableFields = (record: Pick<AnyRecord, 'fields'>): readonly [string, Field<unknown>][] =>
  storedFields(record).filter(([, { options }]) => options.worked === undefined)
