import { sayDay } from '../calendar/say-day.ts'
import type { AnyRecord } from '../record/define.ts'
import { type Field, secretMask } from '../record/field.ts'
import { toPlain } from '../record/fragment.ts'
import { inSentence } from '../record/in-sentence.ts'
import { labelOf } from '../record/registry.ts'
import { formatValue } from '../record/text.ts'
import { traitPhrase } from './trait-phrase.ts'

type Fragment = Readonly<Record<string, unknown>>

/** What of an entry makes its sentence. */
export interface Told {
  readonly verb: string
  readonly whoName: string
  /** Null where the row itself didn't change. */
  readonly version: number | null
  readonly before: Fragment | null
  readonly after: Fragment | null
  readonly reason: string | null
}
/** Who reads it: which fields they may not see, and the titles of what they may. */
export interface Reading {
  readonly record: AnyRecord
  readonly hidden: ReadonlySet<string>
  /** Titles by id; an id without one is of a record that the reader may not see. */
  readonly titles: ReadonlyMap<string, string>
}
/** One value before and after, references as `{ id, title }`. */
export interface Change {
  readonly field: string
  readonly label: string
  readonly before: unknown
  readonly after: unknown
}

/** The values that an entry changed, as far as the reader may see them, in the order they are declared. */
export function changesOf({ before, after, version }: Told, reading: Reading): readonly Change[] {
  if (version === null) return []
  const { record, hidden } = reading
  const [old, fresh] = [toPlain(record, before ?? {}), toPlain(record, after ?? {})]
  const names = Object.keys(record.fields).filter((name) => name in old || name in fresh)
  const fields = names
    .filter((name) => !hidden.has(name))
    .map((name): Change => {
      const field = record.fields[name] as Field<unknown>
      const value = (from: Fragment): unknown => readable(field, from[name] ?? null, reading)
      return { field: name, label: labelOf(name, field), before: value(old), after: value(fresh) }
    })
  const [from, to] = [before?.state ?? null, after?.state ?? null]
  return from === to ? fields : [{ field: 'state', label: 'State', before: from, after: to }, ...fields]
}

/** Ids of the records that an entry's values point at. */
export function idsIn({ before, after, version }: Told, record: AnyRecord): readonly string[] {
  const values = version === null ? [] : [toPlain(record, before ?? {}), toPlain(record, after ?? {})]
  const pointing = Object.entries(record.fields).filter(([, { kind }]) => kind === 'ref' || kind === 'refs')
  const named = pointing.flatMap(([name]) => values.flatMap((plain) => idsOf(plain[name])))
  return [...named, ...[before, after].flatMap((part) => (version === null ? idsOf(part?.other) : []))]
}

/** The entry as one sentence, such as 'Priya Nair changed the manager from Jonas Weber to Ana Kovač'. Its reason follows when asked for. */
export function sentenceOf(told: Told, reading: Reading, { withReason = false } = {}): string {
  const reason = withReason && told.reason ? `, because ${told.reason}` : ''
  return `${told.whoName} ${phraseOf(told, reading)}${reason}`
}

function phraseOf(told: Told, reading: Reading): string {
  const { verb, version } = told
  const [one, many] = reading.record.label.map(inSentence)
  if (version === null) return traitPhrase(told, reading.titles)
  // What there is one of alone, such as a group of settings, has no plural.
  if (verb === 'created') return one === many ? `set up ${one}` : `created this ${one}`
  if (verb === 'archived') return 'archived it'
  if (verb === 'restored') return 'restored it'
  const changes = changesOf(told, reading)
  const words = listed(changes.map((change) => changePhrase(change, reading.record)))
  if (verb === 'updated' || verb === 'moved') return words || 'changed a value that you may not see'
  return `${verb.replaceAll('_', ' ')} it${words ? `: ${words}` : ''}`
}

const mostNamed = 3

function listed(phrases: readonly string[]): string {
  const more = phrases.length - mostNamed
  const shown =
    more > 0 ? [...phrases.slice(0, mostNamed), more === 1 ? 'one more value' : `${more} more values`] : phrases
  const [last, ...rest] = shown.toReversed()
  return rest.length === 0 ? (last ?? '') : `${rest.toReversed().join(', ')} and ${last}`
}

function changePhrase({ field: name, label, before, after }: Change, record: AnyRecord): string {
  const field = record.fields[name]
  if (!field)
    return before === null
      ? `set the state to ${stateWord(after)}`
      : `moved it from ${stateWord(before)} to ${stateWord(after)}`
  const what = nameOf(label)
  if (Array.isArray(before) || Array.isArray(after)) return membersPhrase(field, { what, before, after })
  if (field.kind === 'secret') return isEmpty(after) ? `removed ${what}` : `set a new value for ${what}`
  if (field.kind === 'longText' || field.kind === 'json')
    return isEmpty(after) ? `removed ${what}` : isEmpty(before) ? `wrote ${what}` : `rewrote ${what}`
  const [from, to] = [worded(field, before), worded(field, after)]
  if (isEmpty(before)) return `set ${what} to ${to}`
  return isEmpty(after) ? `removed ${what}, which was ${from}` : `changed ${what} from ${from} to ${to}`
}

/** 'the manager', 'the VAT number'; labels that aren't nouns stand in quotes: “Run by”, “Is ours”. */
function nameOf(label: string): string {
  if (/ (on|by|of|in|at|to|for|with|from|due|ends|starts)$|^(is|has|can|was) /i.test(label)) return `“${label}”`
  return `the ${/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label}`
}

interface Members {
  readonly what: string
  readonly before: unknown
  readonly after: unknown
}

function membersPhrase(field: Field<unknown>, { what, before, after }: Members): string {
  const [old, fresh] = [asList(before), asList(after)]
  const key = (value: unknown): string => JSON.stringify(value)
  const [had, has] = [new Set(old.map(key)), new Set(fresh.map(key))]
  const added = fresh.filter((value) => !had.has(key(value))).map((value) => worded(field, value))
  const removed = old.filter((value) => !has.has(key(value))).map((value) => worded(field, value))
  const parts = [
    ...(added.length > 0 ? [`added ${listed(added)} to ${what}`] : []),
    ...(removed.length > 0 ? [`took ${listed(removed)} out of ${what}`] : []),
  ]
  return parts.join(' and ') || `put ${what} in another order`
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === ''
/** A state within a sentence: 'onWater' → 'on water'. */
export const stateWord = (state: unknown): string =>
  String(state ?? 'nothing')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()

/** A value in a sentence; long ones are cut. */
function worded(field: Field<unknown>, value: unknown): string {
  const isUnseen = typeof value === 'object' && value !== null && 'title' in value && value.title === null
  const written = isUnseen ? 'something you may not see' : formatValue(field, value)
  const text = field.kind === 'date' ? sayDay(written) : written
  const spoken = field.kind === 'choice' || field.kind === 'choices' ? spokenChoice(text) : text
  return spoken.length > 80 ? `${spoken.slice(0, 79).trimEnd()}…` : spoken
}

// A name such as 'Active Directory' or 'OpenLDAP' keeps its capitals.
const spokenChoice = (text: string): string =>
  /\p{Lu}/u.test(text.slice(1)) ? text : text.charAt(0).toLowerCase() + text.slice(1)

function readable(field: Field<unknown>, value: unknown, { titles }: Reading): unknown {
  if (field.kind === 'secret') return value === null ? null : secretMask
  const named = (id: unknown): unknown => ({ id, title: titles.get(String(id)) ?? null })
  if (field.kind === 'ref') return value === null ? null : named(value)
  return field.kind === 'refs' ? asList(value).map(named) : value
}

const idsOf = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : asList(value).filter((id): id is string => typeof id === 'string')
