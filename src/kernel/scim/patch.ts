import { type Filter, readFilter } from './filter.ts'
import { matches } from './match.ts'
import { type Path, readPath } from './path.ts'
import { isResource, keyIn, readBoolean, type Resource, valueIn } from './schemas.ts'
import { ScimTrouble } from './trouble.ts'

/** One operation of a PATCH. Some directories write its name with a capital. */
export interface Operation {
  readonly op: string
  readonly path?: string | undefined
  readonly value?: unknown
}
// Of every object, and of no resource.
const forbidden = '__proto__'
type Verb = 'add' | 'replace' | 'remove'
interface Target extends Path {
  readonly filter: Filter | null
}

/** Attributes that hold several values. */
const several = new Set(['emails', 'phonenumbers', 'addresses', 'members', 'ims', 'photos', 'roles', 'entitlements'])
/** What nobody but the server decides. */
const readOnly = new Set(['id', 'schemas', 'meta', 'groups'])

/** The resource after a PATCH (RFC 7644, 3.5.2); the one that is given stays as it is. Throws ScimTrouble where an operation can't be understood. */
export function patched(resource: Resource, operations: readonly Operation[]): Resource {
  const copy = structuredClone(resource)
  for (const operation of operations) apply(copy, operation)
  return copy
}

function apply(resource: Resource, { op, path, value }: Operation): void {
  const verb = op.toLowerCase()
  if (verb !== 'add' && verb !== 'replace' && verb !== 'remove')
    throw new ScimTrouble('invalidSyntax', `'${op}' is no operation; add, replace and remove are.`)
  if (path !== undefined && path !== '') return change(resource, verb, readTarget(path), value)
  if (verb === 'remove') throw new ScimTrouble('noTarget', 'Say with a path what is to be removed.')
  if (!isResource(value)) throw new ScimTrouble('invalidValue', 'Without a path, the value is an object.')
  // Keys may be paths themselves: "name.familyName", or `emails[type eq "work"].value`.
  for (const [key, one] of Object.entries(value)) change(resource, verb, readTarget(key), one)
}

const withFilter = /^([^[\]]+)\[(.+)\](?:\.([^[\].]+))?$/s

function readTarget(text: string): Target {
  const [, before, inside, sub] = withFilter.exec(text) ?? []
  const path = readPath(before ?? text)
  if (!path || (sub !== undefined && readPath(sub) === null) || (before !== undefined && path.sub !== null))
    throw new ScimTrouble('invalidPath', `'${text}' is no path.`)
  return { ...path, sub: sub ?? path.sub, filter: inside === undefined ? null : readFilter(inside) }
}

function change(resource: Resource, verb: Verb, target: Target, value: unknown): void {
  const { extension, name, sub, filter } = target
  if (extension !== null) {
    const key = keyIn(resource, extension)
    const inside = isResource(resource[key]) ? resource[key] : {}
    if (name !== null) change(inside, verb, { ...target, extension: null }, value)
    else if (verb === 'remove') for (const one of Object.keys(inside)) delete inside[one]
    else if (isResource(value)) for (const [one, what] of Object.entries(value)) set(inside, one, what)
    resource[key] = inside
    return
  }
  if (name === null || readOnly.has(name.toLowerCase())) return
  if (several.has(name.toLowerCase())) return changeSeveral(resource, verb, { name, sub, filter }, value)
  if (filter) throw new ScimTrouble('invalidPath', `'${name}' holds one value, so there is nothing to choose from.`)
  if (sub === null) return changeOne(resource, verb, name, value)
  const inside = valueIn(resource, name)
  const holder = isResource(inside) ? inside : {}
  changeOne(holder, verb, sub, value)
  set(resource, name, holder)
}

/** One value; of an object only the parts that are named. */
function changeOne(resource: Resource, verb: Verb, name: string, value: unknown): void {
  const key = keyIn(resource, name)
  if (key === forbidden) return
  if (verb === 'remove' || value === null || value === undefined || value === '') delete resource[key]
  else if (isResource(value) && isResource(resource[key]))
    for (const [part, one] of Object.entries(value)) changeOne(resource[key], verb, part, one)
  else set(resource, name, value)
}

interface Several {
  readonly name: string
  readonly sub: string | null
  readonly filter: Filter | null
}

function changeSeveral(resource: Resource, verb: Verb, { name, sub, filter }: Several, value: unknown): void {
  const key = keyIn(resource, name)
  const before = (Array.isArray(resource[key]) ? resource[key] : []).filter(isResource)
  const wasPrimary = new Set(before.filter(isPrimary))
  const isChosen = (one: Resource): boolean => filter === null || matches(one, filter)
  if (verb === 'remove') resource[key] = withoutChosen(before, { isChosen, sub, isAll: filter === null, value })
  else if (filter === null && sub === null)
    resource[key] = verb === 'replace' ? listOf(value) : together(before, listOf(value))
  else {
    const all = before.some(isChosen) ? before : [...before, elementFor(filter)]
    for (const one of all.filter(isChosen)) {
      if (sub !== null) changeOne(one, verb, sub, value)
      else if (isResource(value)) for (const [part, what] of Object.entries(value)) changeOne(one, verb, part, what)
      else set(one, 'value', value)
    }
    resource[key] = all
  }
  if (Array.isArray(resource[key]) && resource[key].length === 0) delete resource[key]
  onePrimary(resource[key], wasPrimary)
}

interface Removing {
  readonly isChosen: (one: Resource) => boolean
  readonly sub: string | null
  readonly isAll: boolean
  /** Directories that name what to remove in the value instead of the path. */
  readonly value: unknown
}

function withoutChosen(before: readonly Resource[], { isChosen, sub, isAll, value }: Removing): Resource[] {
  if (sub !== null) {
    for (const one of before.filter(isChosen)) delete one[keyIn(one, sub)]
    return [...before]
  }
  const named = isAll ? listOf(value) : []
  if (named.length === 0) return before.filter((one) => !isChosen(one))
  const gone = new Set(named.map((one) => valueIn(one, 'value')))
  return before.filter((one) => !gone.has(valueIn(one, 'value')))
}

function listOf(value: unknown): Resource[] {
  const all = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
  return all.map((one: unknown) => (isResource(one) ? withBooleans(one) : { value: one }))
}

const withBooleans = (one: Resource): Resource =>
  Object.fromEntries(Object.entries(one).map(([name, value]) => [name, readBoolean(name, value)]))

/** Values put together; one that is there already isn't there twice. */
function together(before: readonly Resource[], added: readonly Resource[]): Resource[] {
  const nameOf = (one: Resource): string => JSON.stringify([valueIn(one, 'value') ?? one, valueIn(one, 'type') ?? null])
  return [...new Map([...before, ...added].map((one) => [nameOf(one), one])).values()]
}

/** The value that a filter describes, for directories that expect it to be made: `[type eq "work"]` is a value of that type. */
function elementFor(filter: Filter | null): Resource {
  const made: Resource = {}
  for (const part of filter === null ? [] : filter.kind === 'and' ? filter.parts : [filter]) {
    if (part.kind !== 'compare' || part.operator !== 'eq' || part.path.name === null || part.path.sub !== null)
      throw new ScimTrouble('noTarget', 'No value is as the path says.')
    set(made, part.path.name, part.value)
  }
  return made
}

const isPrimary = (one: Resource): boolean => valueIn(one, 'primary') === true

/** A value that became the primary one takes that from the others. */
function onePrimary(after: unknown, before: ReadonlySet<Resource>): void {
  const primary = (Array.isArray(after) ? after : []).filter(isResource).filter(isPrimary)
  const stays = primary.findLast((one) => !before.has(one)) ?? primary[0]
  for (const one of primary) if (one !== stays) set(one, 'primary', false)
}

function set(resource: Resource, name: string, value: unknown): void {
  const key = keyIn(resource, name)
  if (key === forbidden) return
  resource[key] = readBoolean(name, value)
}
