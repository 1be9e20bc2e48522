import { exampleOf, unwrapped } from '../../src/kernel/http/example.ts'
import type { Schema } from '../../src/kernel/http/schema.ts'
import type { Chance } from './chance.ts'

/** Texts that have broken programs before: control and invisible characters, other people's syntaxes, and lengths. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '\u202eabc\u2066',
  'e\u0301'.repeat(50),
  '👩‍👩‍👧‍👦'.repeat(20),
  "'; drop table person; --",
  "' or 1=1 --",
  '$1',
  '%s%n%x',
  '${7*7}{{7*7}}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=cmd|" /C calc"!A0',
  '../../../../etc/passwd',
  '..\\..\\windows',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  'javascript:alert(1)',
  '\r\nSet-Cookie: a=b',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'true',
  '-1',
  '0',
  '1e309',
  '9007199254740993',
  '99999999999999999999999999',
  'NaN',
  'Infinity',
  '2026-02-30',
  '0000-00-00',
  '99999-12-31',
  '2026-13-01T25:61:61Z',
  '-infinity',
  'today+999999999w',
  'today-99999999999d',
  '[',
  '{"a":',
  '{"title":{"contains":"%_\\\\"}}',
  '{"__proto__":{"x":1}}',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'PER-99999999999999999999',
  'PER--1',
  'P1Y',
  'FREQ=SECONDLY;COUNT=1000000000',
  'RRULE:FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2',
  '((((((((((a+)+)+)+)+)+)+)+)+)+)$',
  'a'.repeat(300),
  'ä'.repeat(5000),
  '| & ! ( ) : * <->',
  "':*",
]
const hostileNumbers: readonly number[] = [
  -1,
  0,
  1,
  1.5,
  -0,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
  1e308,
  5e-324,
  99_999_999_999,
]

/** Any JSON at all, mostly of the wrong kind. */
export function hostile(chance: Chance, depth = 0): unknown {
  const kind = chance.to(depth > 3 ? 5 : 9)
  if (kind < 2) return chance.pick(hostileTexts)
  if (kind === 2) return chance.pick(hostileNumbers)
  if (kind === 3) return chance.pick([true, false])
  if (kind === 4) return null
  if (kind === 5) return Array.from({ length: chance.to(4) }, () => hostile(chance, depth + 1))
  if (kind === 6) return nested(chance.pick([5, 60, 600]))
  if (kind === 7) return Array.from({ length: chance.pick([0, 1, 1200]) }, (_, at) => at)
  return Object.fromEntries(
    Array.from({ length: chance.to(4) }, () => [chance.pick(hostileTexts), hostile(chance, depth + 1)]),
  )
}

function nested(deep: number): unknown {
  let value: unknown = 1
  for (let at = 0; at < deep; at += 1) value = at % 2 === 0 ? [value] : { a: value }
  return value
}

/** What values are made of: ids that were seen, and how often something hostile takes a value's place. */
export interface Means {
  readonly ids: readonly string[]
  readonly wild: number
}

/** What a schema asks for, with something hostile in its place here and there. */
export function valueFor(schema: Schema, chance: Chance, means: Means, depth = 0): unknown {
  if (chance.is(means.wild)) return hostile(chance)
  const { inner, isNullable } = unwrapped(schema)
  if (isNullable && chance.is(0.15)) return null
  const options = inner.oneOf ?? inner.anyOf
  if (options && options.length > 0) return valueFor(chance.pick(options), chance, means, depth + 1)
  if (inner.enum && inner.enum.length > 0) return chance.pick(inner.enum)
  if (inner.properties && depth < 6) return objectFor(inner, chance, means, depth)
  if (inner.type === 'array') {
    const { items } = inner
    return items ? Array.from({ length: chance.to(4) }, () => valueFor(items, chance, means, depth + 1)) : []
  }
  return plainFor(inner, chance, means)
}

function objectFor(schema: Schema, chance: Chance, means: Means, depth: number): unknown {
  const { properties = {}, required = [] } = schema
  const kept = Object.entries(properties).filter(([name]) => chance.is(required.includes(name) ? 0.95 : 0.4))
  const given = kept.map(([name, property]) => [name, valueFor(property, chance, means, depth + 1)])
  const surplus = chance.is(means.wild / 2) ? [[chance.pick(hostileTexts), hostile(chance)]] : []
  return Object.fromEntries([...given, ...surplus])
}

function plainFor(schema: Schema, chance: Chance, { ids, wild }: Means): unknown {
  const { type, format, examples = [] } = schema
  if (examples.length > 0 && chance.is(0.6)) return chance.pick(examples)
  if (format === 'uuid' && ids.length > 0) return chance.pick(ids)
  if (type === 'string' && !format) return chance.is(wild * 2) ? chance.pick(hostileTexts) : `word ${chance.to(1000)}`
  if (format === 'date') return `20${10 + chance.to(80)}-0${1 + chance.to(9)}-${10 + chance.to(18)}`
  if (type === 'integer' || type === 'number') return chance.is(wild * 2) ? chance.pick(hostileNumbers) : chance.to(50)
  if (type === 'boolean') return chance.is(0.5)
  return exampleOf(schema, { isShort: true })
}
