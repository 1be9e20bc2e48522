import { type RawBuilder, sql } from 'kysely'
import { rightsOf } from '../access/abilities.ts'
import { verdictSql } from '../access/rule.server.ts'
import type { Who } from '../access/who.ts'
import { badRequest } from '../errors.ts'
import type { AnyRecord, Filter } from './define.ts'
import { type Field, f } from './field.ts'
import { inSentence } from './in-sentence.ts'
import { momentSql } from './moment-sql.server.ts'
import { toMinor } from './money.ts'
import { columnOf, parseNumber, type Registry } from './registry.ts'
import { addSpan, relativeDay } from './relative-day.ts'
import { checkValue, isDay, isUuid } from './values.ts'

type Sql = RawBuilder<unknown>
/** Whose rows are filtered, for whom, and what day it is there. */
export interface Scope {
  readonly record: AnyRecord
  readonly registry: Registry
  readonly who: Who
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** The time zone in which days begin. */
  readonly zone: string
  /** The alias of the record's table. */
  readonly alias: string
  /** Every word that is looked for is a common one. */
  readonly hasCommonWords?: boolean
}
/** One thing a filter can look at: the field (declared, or of the envelope) and its SQL. */
interface Subject {
  readonly name: string
  readonly field: Field<unknown>
  readonly at: Sql
}

const envelope: Readonly<Record<string, Field<unknown>>> = {
  id: f.ref('record'),
  state: f.text(),
  createdAt: f.dateTime(),
  updatedAt: f.dateTime(),
  archivedAt: f.dateTime(),
  createdBy: f.ref('account'),
  updatedBy: f.ref('account'),
}

/** The filter as a condition; every key must hold. Throws Invalid that names the key it can't read. */
export function filterSql(scope: Scope, filter: Filter, depth = 0): Sql {
  const parts = Object.entries(filter).map(([name, wanted]) => keySql(scope, name, wanted, depth))
  return parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`
}

function keySql(scope: Scope, name: string, wanted: unknown, depth: number): Sql {
  if (name === 'number') return numberSql(scope, wanted)
  if (name === 'tags') return tagsSql(scope, wanted)
  if (name === 'watched' || name === 'favourite') return mineSql(scope, name, wanted)
  const subject = subjectOf(scope, name)
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted) || isMoney(wanted))
    return operatorSql(scope, subject, 'is', wanted, depth)
  const parts = Object.entries(wanted).map(([operator, value]) => operatorSql(scope, subject, operator, value, depth))
  if (parts.length === 0) throw wrong(name, 'has no condition')
  return sql`(${sql.join(parts, sql` and `)})`
}

const isMoney = (value: object): boolean => 'amount' in value && 'currency' in value

/** The SQL expression a field is filtered, sorted and grouped by. Unknown and hidden fields are refused alike. */
export function subjectOf(scope: Pick<Scope, 'record' | 'who' | 'alias'>, name: string): Subject {
  const { record, who, alias } = scope
  const own = Object.hasOwn(envelope, name) ? envelope[name] : undefined
  if (own) return { name, field: own, at: sql.ref(`${alias}.${columnOf(name)}`) }
  const field = Object.hasOwn(record.fields, name) ? record.fields[name] : undefined
  if (!field || rightsOf(who, record).hidden.has(name))
    throw badRequest(`${record.label[1]} have no field '${name}' to filter or sort by.`, [
      { field: name, says: 'There is no such field.' },
    ])
  if (field.kind === 'money') return { name, field, at: sql.ref(`${alias}.${columnOf(name)}_amount`) }
  if (field.kind !== 'computed') return { name, field, at: sql.ref(`${alias}.${columnOf(name)}`) }
  const { sql: expression, as = 'text' } = field.options
  if (!expression) throw wrong(name, 'is worked out after reading, and can’t be filtered or sorted')
  const kinds = {
    text: f.text(),
    int: f.int(),
    decimal: f.decimal({ scale: 10 }),
    date: f.date(),
    dateTime: f.dateTime(),
    duration: f.duration(),
    bool: f.bool(),
  }
  return { name, field: kinds[as], at: sql`${sql.raw(`(${expression.replaceAll(/\bt\./g, `${alias}.`)})`)}` }
}

const wrong = (name: string, says: string): Error =>
  badRequest(`The filter on '${name}' ${says}.`, [{ field: name, says: `This filter ${says}.` }])

function operatorSql(scope: Scope, subject: Subject, operator: string, value: unknown, depth: number): Sql {
  const { name, field, at } = subject
  const isList = field.kind === 'refs' || field.kind === 'choices'
  if (field.kind === 'secret' && operator !== 'empty') throw wrong(name, "can only ask whether it is 'empty'")
  switch (operator) {
    case 'is':
      return isSql(scope, subject, value)
    case 'not':
      return sql`not coalesce(${isSql(scope, subject, value)}, false)`
    case 'empty':
      if (typeof value !== 'boolean') throw wrong(name, "needs true or false for 'empty'")
      return isList ? sql`(cardinality(${at}) = 0) = ${value}` : sql`(${at} is null) = ${value}`
    case 'contains':
    case 'startsWith':
      return likeSql(subject, operator, value)
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return compareSql(scope, subject, operator, value)
    case 'notBefore':
      return sql`(${at} is null or ${compareSql(scope, subject, 'gte', value)})`
    case 'within':
    case 'past':
      return spanSql(scope, subject, operator, value)
    case 'hasAll':
      return listSql(scope, subject, '@>', value)
    case 'hasNone':
      return sql`not ${listSql(scope, subject, '&&', value)}`
    case 'where':
      return whereSql(scope, subject, value, depth)
    default:
      throw wrong(name, `has an operator '${operator.slice(0, 40)}' that isn't known`)
  }
}

function isSql(scope: Scope, subject: Subject, value: unknown): Sql {
  const { field, at, name } = subject
  const wanted = Array.isArray(value) ? value : [value]
  if (wanted.length > 1000) throw wrong(name, 'has more than 1,000 values')
  if (field.kind === 'refs' || field.kind === 'choices') {
    return value === null ? sql`cardinality(${at}) = 0` : listSql(scope, subject, '&&', wanted)
  }
  const some = wanted.filter((item) => item !== null)
  const values = some.flatMap((item) => storedForms(scope, subject, item))
  const isAmong =
    values.length === 1
      ? sql`${at} = ${cast(field, values[0])}`
      : sql`${at} = any(${values}::${sql.raw(arrayType(field))})`
  if (some.length === wanted.length) return isAmong
  return some.length === 0 ? sql`${at} is null` : sql`(${at} is null or ${isAmong})`
}

function listSql(scope: Scope, subject: Subject, operator: '&&' | '@>', value: unknown): Sql {
  const wanted = Array.isArray(value) ? value : [value]
  const isRefs = subject.field.kind === 'refs'
  if (!isRefs && subject.field.kind !== 'choices') throw wrong(subject.name, 'isn’t a list')
  const of = subject.field.options.of ?? []
  const values = isRefs ? wanted.flatMap((item) => refForms(scope, subject.name, item)) : wanted.map(asText)
  const unknown = isRefs ? undefined : values.find((item) => !of.includes(item))
  if (unknown !== undefined)
    throw wrong(subject.name, `has a value '${unknown.slice(0, 40)}' that isn't one of its choices`)
  return sql`${subject.at} ${sql.raw(operator)} ${values}::${sql.raw(isRefs ? 'uuid[]' : 'text[]')}`
}

/** The stored values that one wanted value stands for: several for `myGroups`. */
function storedForms(scope: Scope, { name, field }: Subject, value: unknown): readonly unknown[] {
  if (field.kind === 'ref') return refForms(scope, name, value)
  if (name === 'state') {
    if (typeof value === 'string' && scope.record.states?.all.includes(value)) return [value]
    throw wrong(name, `has a state that ${inSentence(scope.record.label[1])} don't have`)
  }
  const day = typeof value === 'string' && field.kind === 'date' ? relativeDay(value, scope.today) : null
  const checked = checkValue(
    { kind: field.kind, options: { ...field.options, required: false, scale: 10 } },
    day ?? value,
  )
  if ('says' in checked) throw wrong(name, `has a value that ${checked.says.replace(/\.$/, '')}`)
  if (field.kind === 'money') return [toMinor(checked.value as never)]
  return [checked.value]
}

function refForms(scope: Scope, name: string, value: unknown): readonly string[] {
  if (value === 'me') return scope.who.self ? [scope.who.self] : []
  if (value === 'myGroups') return scope.who.groups
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : value
  if (!isUuid(id)) throw wrong(name, "needs an id, 'me' or 'myGroups'")
  return [id]
}

const likeable = ['text', 'longText', 'email', 'url', 'phone', 'choice', 'colour']

function likeSql({ name, field, at }: Subject, operator: 'contains' | 'startsWith', value: unknown): Sql {
  if (!likeable.includes(field.kind)) throw wrong(name, `can't use '${operator}'`)
  if (typeof value !== 'string' || value.length > 500 || value.includes('\u0000'))
    throw wrong(name, 'needs text of at most 500 characters')
  const escaped = value.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
  return sql`${at} ilike ${operator === 'contains' ? `%${escaped}%` : `${escaped}%`}`
}

const comparisons = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const
const comparable = ['int', 'decimal', 'percent', 'money', 'duration', 'date', 'dateTime']

function compareSql(scope: Scope, subject: Subject, operator: keyof typeof comparisons, value: unknown): Sql {
  const { name, field, at } = subject
  if (!comparable.includes(field.kind)) throw wrong(name, `can't be compared with '${operator}'`)
  const day =
    typeof value === 'string' && field.kind === 'dateTime'
      ? (relativeDay(value, scope.today) ?? (isDay(value) ? value : null))
      : null
  if (day) return momentSql(scope, { at, operator, day })
  const plain =
    field.kind === 'money' && (typeof value === 'string' || typeof value === 'number')
      ? { amount: asText(value), currency: 'EUR' }
      : value
  const [stored] = storedForms(scope, subject, plain)
  if (stored === null || stored === undefined) throw wrong(name, `needs a value for '${operator}'`)
  return sql`${at} ${sql.raw(comparisons[operator])} ${cast(field, stored)}`
}

function spanSql(scope: Scope, subject: Subject, operator: 'within' | 'past', value: unknown): Sql {
  const { field, at, name } = subject
  if (field.kind !== 'date' && field.kind !== 'dateTime')
    throw wrong(name, `isn't a date, so '${operator}' says nothing`)
  const edge = typeof value === 'string' ? addSpan(scope.today, value, operator === 'within' ? 1 : -1) : null
  if (!edge) throw wrong(name, `needs a length of time such as '90d' for '${operator}'`)
  const [from, until] = operator === 'within' ? [scope.today, edge] : [edge, scope.today]
  if (field.kind === 'date') return sql`${at} between ${from}::date and ${until}::date`
  return sql`${momentSql(scope, { at, operator: 'gte', day: from })} and ${momentSql(scope, { at, operator: 'lte', day: until })}`
}

/** A filter on what a reference points at; rows the caller may not read never match. */
function whereSql(scope: Scope, { name, field, at }: Subject, value: unknown, depth: number): Sql {
  if (!field.options.to || envelope[name]) throw wrong(name, "isn't a reference, so 'where' says nothing")
  if (depth > 0) throw wrong(name, 'goes through more than one reference')
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(name, "needs a filter for 'where'")
  const target = scope.registry.record(field.options.to)
  const alias = `w_${columnOf(name)}`
  const inner = filterSql({ ...scope, record: target, alias }, value as Filter, depth + 1)
  const readable = verdictSql(target, rightsOf(scope.who, target).read, alias)
  const points =
    field.kind === 'refs' ? sql`${sql.ref(`${alias}.id`)} = any(${at})` : sql`${sql.ref(`${alias}.id`)} = ${at}`
  return sql`exists (select 1 from ${sql.table(target.name)} ${sql.ref(alias)} where ${points} and ${inner} and ${readable})`
}

function numberSql({ record, alias }: Scope, wanted: unknown): Sql {
  const pattern = record.number
  const given = Array.isArray(wanted) ? wanted : [wanted]
  const numbers = given.map((text) =>
    pattern && typeof text === 'string'
      ? (parseNumber(pattern, text) ?? (/^\d{1,15}$/.test(text) ? Number(text) : null))
      : null,
  )
  if (!pattern || numbers.includes(null))
    throw wrong(
      'number',
      pattern
        ? `needs a number such as ${pattern.replaceAll(/[{}]/g, '')}`
        : `doesn't apply: ${inSentence(record.label[1])} have no number`,
    )
  return sql`${sql.ref(`${alias}.number`)} = any(${numbers}::bigint[])`
}

/** A caller's value as text; an object may have a 'toString' of its own that is none. */
const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

function tagsSql({ alias }: Scope, wanted: unknown): Sql {
  const names = (Array.isArray(wanted) ? wanted : [wanted]).map(asText)
  return sql`exists (select 1 from tag g where g.record_id = ${sql.ref(`${alias}.id`)} and lower(g.name) = any(${names.map((name) => name.toLowerCase())}::text[]))`
}

function mineSql({ alias, who }: Scope, name: 'watched' | 'favourite', wanted: unknown): Sql {
  if (typeof wanted !== 'boolean') throw wrong(name, 'needs true or false')
  const table = name === 'watched' ? sql.raw('watcher') : sql.raw('favourite')
  return sql`exists (select 1 from ${table} m where m.record_id = ${sql.ref(`${alias}.id`)} and m.account_id = ${who.account}::uuid) = ${wanted}`
}

const sqlTypes: Readonly<Record<string, string>> = {
  int: 'bigint',
  duration: 'bigint',
  money: 'bigint',
  decimal: 'numeric',
  percent: 'numeric',
  date: 'date',
  dateTime: 'timestamptz',
  bool: 'boolean',
  ref: 'uuid',
  refs: 'uuid',
  ip: 'inet',
  json: 'jsonb',
}
/** The SQL type that values of a field compare as. */
export const sqlType = (field: Field<unknown>): string => sqlTypes[field.kind] ?? 'text'
const arrayType = (field: Field<unknown>): string => `${sqlType(field)}[]`
const cast = (field: Field<unknown>, value: unknown): Sql =>
  sql`${field.kind === 'json' ? JSON.stringify(value) : value}::${sql.raw(sqlType(field))}`
