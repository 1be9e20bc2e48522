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
  /** Names types whose declarations come later, so that links and navigation can already speak of them. */
  readonly announce: (heads: readonly Head[]) => void
  /** Adds types and links, and fills in types that were announced; these stay the same objects. */
  readonly declare: (given: readonly unknown[], links: readonly LinkType[]) => void
  /** Whether the type of that name is only announced. */
  readonly isAnnounced: (name: string) => boolean
}

/** What a type is called and drawn with. */
export type Head = Pick<AnyRecord, 'name' | 'label' | 'icon'>
const undeclared: Omit<AnyRecord, keyof Head> = {
  about: '',
  fields: {},
  access: { read: 'nobody', create: 'nobody', update: 'nobody', archive: 'nobody' },
  list: { columns: [], sort: 'id' },
  page: [],
}

/** Fields that an installation adds to a record type, and the panels that show them. */
export interface Addition {
  readonly fields: AnyRecord['fields']
  readonly panels: AnyRecord['page']
}
const nothing: Addition = { fields: {}, panels: [] }

export function createRegistry(given: readonly unknown[], givenLinks: readonly LinkType[]): Registry {
  const declared: AnyRecord[] = []
  const records: AnyRecord[] = []
  const links: LinkType[] = []
  const announced = new Set<string>()
  let added: Readonly<Record<string, Addition>> = {}
  const byName = new Map<string, AnyRecord>()
  const byPath = new Map<string, AnyRecord>()
  const record = (name: string): AnyRecord => {
    const found = byName.get(name)
    if (!found) throw new Error(`No record is named '${name}'.`)
    return found
  }
  const put = (type: AnyRecord): void => {
    const known = byName.get(type.name)
    if (known) {
      declared[records.indexOf(known)] = type
      Object.assign(known, type, extended(type, added[type.name]))
      return
    }
    const own = { ...type, ...extended(type, added[type.name]) }
    declared.push(type)
    records.push(own)
    byName.set(type.name, own)
    byPath.set(pathOf(type), own)
  }
  const extend: Registry['extend'] = (additions) => {
    for (const [index, type] of declared.entries()) {
      const addition = additions[type.name] ?? nothing
      if (JSON.stringify(addition) === JSON.stringify(added[type.name] ?? nothing)) continue
      Object.assign(records[index] as AnyRecord, extended(type, addition))
    }
    added = additions
  }
  const announce: Registry['announce'] = (heads) => {
    for (const head of heads.filter(({ name }) => !byName.has(name))) {
      announced.add(head.name)
      put({ ...undeclared, ...head })
    }
  }
  const declare: Registry['declare'] = (types, further) => {
    for (const type of types as readonly AnyRecord[]) {
      announced.delete(type.name)
      put(type)
    }
    links.push(...further)
  }
  declare(given, givenLinks)
  return {
    records,
    links,
    record,
    byPath: (path) => byPath.get(path) ?? null,
    extend,
    additions: () => added,
    announce,
    declare,
    isAnnounced: (name) => announced.has(name),
  }
}

/** The fields and panels of a type with what was added; its own ones where nothing was. */
const extended = ({ fields, page }: AnyRecord, addition = nothing): Pick<AnyRecord, 'fields' | 'page'> =>
  addition === nothing
    ? { fields, page }
    : { fields: byOwnName({ ...fields, ...addition.fields }), page: joined(page, addition.panels) }

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
