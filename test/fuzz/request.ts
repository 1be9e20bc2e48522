import type { InjectOptions } from 'fastify'
import type { Schema } from '../../src/kernel/http/schema.ts'
import type { Chance } from './chance.ts'
import { hostile, hostileTexts, type Means, valueFor } from './values.ts'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: Schema
}
/** One operation of the description, its references resolved. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  /** The body it takes, by media type. */
  readonly bodies: readonly (readonly [string, Schema])[]
}
interface Described {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }
}

/** Every operation of a description of the API whose references are resolved. */
export function operationsOf(document: object): readonly Operation[] {
  const { paths } = document as { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      bodies: Object.entries(requestBody?.content ?? {}).map(([type, { schema = {} }]) => [type, schema] as const),
    })),
  )
}

/** What requests are made of: ids and cursors that answers had, and names of fields. */
export interface Known {
  readonly ids: readonly string[]
  /** Those of them by the first part of the path that they were seen under. */
  readonly idsOf: ReadonlyMap<string, readonly string[]>
  readonly cursors: readonly string[]
  /** The fields of the records under a first part of the path; those of all records where there are none. */
  readonly fieldsOf: (area: string) => readonly string[]
}

/** A request to an operation: mostly as described, with something hostile here and there. */
export function requestFor(operation: Operation, chance: Chance, known: Known): InjectOptions {
  const means: Means = { ids: known.ids, wild: chance.pick([0, 0, 0.05, 0.2]) }
  const own = known.idsOf.get(areaOf(operation.path)) ?? known.ids
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => pathValue(name, chance, own))
  const query = operation.parameters.filter((one) => one.in === 'query' && chance.is(0.4)).flatMap(queryPart)
  const text = chance.is(0.03) ? chance.pick(['%', '%zz=1', 'filter', '&&&=', 'a[b]=1&a[c]=2']) : query.join('&')
  return {
    method: operation.method as 'GET',
    url: `${path}${text === '' ? '' : `?${text}`}`,
    headers: headersFor(operation, chance),
    ...bodyFor(operation, chance, means),
  }

  function queryPart({ name, schema }: Parameter): readonly string[] {
    const value = queryValue({ name, schema }, chance, {
      ...known,
      ...means,
      fields: known.fieldsOf(areaOf(operation.path)),
    })
    const part = `${name}=${encodeURIComponent(wellFormed(value))}`
    return chance.is(0.03) ? [part, part] : [part]
  }
}

interface Asked extends Means {
  readonly fields: readonly string[]
  readonly cursors: readonly string[]
}

/** 'people' of '/api/v1/people/{id}'. */
export const areaOf = (path: string): string => path.split('/')[3] ?? ''

function pathValue(name: string, chance: Chance, ids: readonly string[]): string {
  if (ids.length > 0 && chance.is(0.85)) return chance.pick(ids)
  if (chance.is(0.2)) return chance.pick(['%00', '%ff', '%2e%2e%2f', '%', ':id', 'a'.repeat(600)])
  return encodeURIComponent(wellFormed(chance.is(0.5) ? name : chance.pick(hostileTexts))) || '-'
}

function queryValue({ name, schema }: Pick<Parameter, 'name' | 'schema'>, chance: Chance, known: Asked): string {
  if (name === 'filter' && chance.is(0.9)) return JSON.stringify(filterFor(chance, known, 0))
  if (['sort', 'columns', 'by', 'sum'].includes(name) && chance.is(0.7)) {
    const field = chance.pick(known.fields)
    return name === 'sort' && chance.is(0.5) ? `-${field}` : field
  }
  if (['after', 'before'].includes(name) && known.cursors.length > 0 && chance.is(0.6))
    return chance.pick(known.cursors)
  if (name === 'asOf' && chance.is(0.6)) return chance.pick(['2026-01-01', '2026-11-27', '1900-01-01', '2999-12-31'])
  const value = valueFor(schema, chance, known)
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function filterFor(chance: Chance, known: Asked, depth: number): Readonly<Record<string, unknown>> {
  const one = (): unknown => {
    const texts = ['a', 'active', 'me', 'myGroups', 'today', '90d', 'monthStart', ...known.ids.slice(0, 5)]
    return chance.is(known.wild * 2) ? hostile(chance) : chance.pick<unknown>([...texts, 1, true, null, texts])
  }
  const operators = ['is', 'not', 'contains', 'startsWith', 'lt', 'lte', 'gt', 'gte', 'within', 'past', 'empty']
  const condition = (): unknown => {
    if (depth < 2 && chance.is(0.1)) return { where: filterFor(chance, known, depth + 1) }
    if (chance.is(0.4)) return one()
    return { [chance.is(0.9) ? chance.pick([...operators, 'hasAll', 'hasNone']) : chance.pick(hostileTexts)]: one() }
  }
  const names = Array.from({ length: 1 + chance.to(3) }, () => chance.pick(known.fields))
  return Object.fromEntries(names.map((name) => [name, condition()]))
}

function headersFor({ parameters }: Operation, chance: Chance): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const { name } of parameters.filter((one) => one.in === 'header')) {
    if (name === 'If-Match')
      headers[name] = chance.is(0.8) ? `"${1 + chance.to(3)}"` : chance.pick(['*', '1', 'W/"x"', ''])
    else if (chance.is(0.2))
      headers[name] = chance.pick(['%E4%F6', '%', 'a'.repeat(9000), 'x', '%00', 'Reorganisation'])
  }
  if (chance.is(0.02)) headers['accept'] = chance.pick(['text/html', '*/*;q=x', ''])
  if (chance.is(0.02)) headers['range'] = 'bytes=5-1'
  return headers
}

function bodyFor(
  { method, bodies }: Operation,
  chance: Chance,
  means: Means,
): Pick<InjectOptions, 'payload' | 'headers'> {
  if (bodies.length === 0) {
    if (method === 'GET' || chance.is(0.9)) return {}
    return { payload: JSON.stringify(hostile(chance)) ?? '', headers: { 'content-type': 'application/json' } }
  }
  const [type, schema] = chance.pick(bodies)
  if (!type.includes('json')) return oddBody(type, chance)
  if (chance.is(means.wild / 3)) return oddBody('application/json', chance)
  return {
    payload: JSON.stringify(valueFor(schema, chance, means)) ?? '',
    headers: { 'content-type': 'application/json' },
  }
}

const multipart = (part: string): string => `--edge\r\nContent-Disposition: form-data; ${part}\r\n`
function oddBody(type: string, chance: Chance): Pick<InjectOptions, 'payload' | 'headers'> {
  const whole = `${multipart('name="type"\r\n\r\nperson')}${multipart('name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\nname;email\r\nAda;ada@example.com')}--edge--\r\n`
  const [payload, given] = chance.pick([
    ['{"a":', type],
    ['{"a":1}{"b":2}', type],
    ['\u0000\u0001\ufffd', type],
    ['', type],
    [`[${'['.repeat(5000)}`, type],
    ['{"__proto__":{"polluted":true},"name":"x"}', type],
    ['name=x', 'application/x-www-form-urlencoded'],
    ['<a/>', 'text/xml'],
    ['{}', 'application/json; charset=utf-16'],
    ['{}', 'nonsense'],
    [whole, 'multipart/form-data; boundary=edge'],
    [whole.slice(0, chance.to(whole.length)), 'multipart/form-data; boundary=edge'],
    [whole.replace('a.csv', '../../x\u0000.exe'), 'multipart/form-data; boundary=edge'],
    [whole, 'multipart/form-data'],
    [whole, 'multipart/form-data; boundary='],
  ] as const)
  return { payload, headers: { 'content-type': given } }
}

/** As texts can stand in an address, which has no lone surrogates. */
const wellFormed = (text: string): string => text.toWellFormed().slice(0, 3000)
