import type { AnyRecord } from '../record/define.ts'
import type { ComputedKind, Field, Permission } from '../record/field.ts'
import { columnOf } from '../record/registry.ts'
import { minorUnitsSql } from '../record/money.ts'
import { type Binary, type Formula, FormulaTrouble, readFormula } from './formula.ts'

/** What a part of a formula comes to. */
type Kind = 'number' | 'text' | 'day' | 'moment' | 'yes' | 'empty'
interface Part {
  readonly kind: Kind
  readonly sql: string
}
/** A formula as the kernel works it out: in SQL, over the columns of a row `t`. */
export interface Compiled {
  readonly as: ComputedKind
  readonly sql: string
  /** What whoever sees its result has to be allowed, as one of its fields asks for it. */
  readonly read: Permission | null
}
type Record = Pick<AnyRecord, 'fields' | 'states'>

const says: Readonly<{ [K in Kind]: string }> = {
  number: 'a number',
  text: 'a text',
  day: 'a day',
  moment: 'a moment',
  yes: 'a yes or no',
  empty: 'nothing',
}

/** Makes a formula SQL. Numbers have `digits` after the point. Throws FormulaTrouble where something doesn't go together. */
export function compileFormula(text: string, record: Record, digits = 2): Compiled {
  const used: Field<unknown>[] = []
  const { kind, sql } = partOf(readFormula(text), { record, used })
  const guards = [...new Set(used.flatMap(({ options }) => options.read ?? []))]
  if (guards.length > 1)
    throw new FormulaTrouble('It uses fields that different people may see; use those that the same may see.', 0)
  if (kind === 'empty') throw new FormulaTrouble('It is always empty.', 0)
  return { ...resultOf(kind, sql, digits), read: guards[0] ?? null }
}

function resultOf(kind: Exclude<Kind, 'empty'>, sql: string, digits: number): Pick<Compiled, 'as' | 'sql'> {
  if (kind === 'text') return { as: 'text', sql: `nullif(left(${sql}, 2000), '')` }
  if (kind === 'day') return { as: 'date', sql }
  if (kind === 'moment') return { as: 'dateTime', sql }
  if (kind === 'yes') return { as: 'bool', sql }
  if (digits > 0) return { as: 'decimal', sql: `round(${sql}, ${digits})` }
  // Beyond what is a whole number in every program, there is none.
  return { as: 'int', sql: `(case when abs(${sql}) < 9e15 then round(${sql}) end)::bigint` }
}

interface Around {
  readonly record: Record
  readonly used: Field<unknown>[]
}

function partOf(formula: Formula, around: Around): Part {
  switch (formula.kind) {
    case 'number':
      return { kind: 'number', sql: `${formula.value}::numeric` }
    case 'text':
      return { kind: 'text', sql: quoted(formula.value) }
    case 'word':
      return wordPart[formula.value]
    case 'field':
      return fieldPart(formula, around)
    case 'minus':
      return { kind: 'number', sql: `(- ${one(formula.part, 'number', around)})` }
    case 'not':
      return { kind: 'yes', sql: `(not ${one(formula.part, 'yes', around)})` }
    case 'binary':
      return binaryPart(formula, around)
    case 'call':
      return callPart(formula, around)
  }
}

const wordPart: Readonly<{ [W in 'true' | 'false' | 'empty' | 'today']: Part }> = {
  true: { kind: 'yes', sql: 'true' },
  false: { kind: 'yes', sql: 'false' },
  empty: { kind: 'empty', sql: 'null' },
  today: { kind: 'day', sql: `(now() at time zone 'UTC')::date` },
}

/** A text in SQL. The kernel puts another name for `t.` into expressions, so no text may hold that. */
const quoted = (text: string): string => `('${text.replaceAll("'", "''").replaceAll('t.', "t' || '.")}')`

function fieldPart({ name, at }: { name: string; at: number }, { record, used }: Around): Part {
  if (name === 'createdAt' || name === 'updatedAt') return { kind: 'moment', sql: `t.${columnOf(name)}` }
  if (name === 'state' && record.states) return { kind: 'text', sql: 't.state' }
  const field = Object.hasOwn(record.fields, name) ? record.fields[name] : undefined
  if (!field) throw new FormulaTrouble(`There is no field '${name}'.`, at)
  const column = `t."${columnOf(name)}"`
  const part = isUsable(field) ? storedParts[field.kind]?.(column) : undefined
  if (!part) throw new FormulaTrouble(`'${name}' can't be used in a formula.`, at)
  used.push(field)
  return part
}

const number = (sql: string): Part => ({ kind: 'number', sql })
const text = (column: string): Part => ({ kind: 'text', sql: column })
const storedParts: Readonly<{ [kind: string]: (column: string) => Part }> = {
  int: (column) => number(`${column}::numeric`),
  decimal: number,
  percent: number,
  money: (column) => {
    const [amount, currency] = [column.replace(/"$/, '_amount"'), column.replace(/"$/, '_currency"')]
    return number(`(${amount}::numeric / power(10::numeric, ${minorUnitsSql(currency)}))`)
  },
  // Lengths of time count in hours.
  duration: (column) => number(`(${column}::numeric / 3600)`),
  date: (column) => ({ kind: 'day', sql: column }),
  dateTime: (column) => ({ kind: 'moment', sql: column }),
  bool: (column) => ({ kind: 'yes', sql: column }),
  text,
  longText: text,
  choice: text,
  email: text,
  url: text,
  phone: text,
  colour: text,
  ip: (column) => text(`host(${column})`),
}

const one = (formula: Formula, kind: Kind, around: Around): string => of(partOf(formula, around), kind, formula.at)

/** A part as SQL of this kind. What was worked out is passed on: worked out anew at each level, a long sum would never end. */
function of(part: Part, kind: Kind, at: number): string {
  if (part.kind === 'empty') return `${part.sql}::${sqlTypes[kind]}`
  if (part.kind !== kind) throw new FormulaTrouble(`Here ${says[kind]} is needed, and this is ${says[part.kind]}.`, at)
  return part.sql
}
const sqlTypes: Readonly<{ [K in Kind]: string }> = {
  number: 'numeric',
  text: 'text',
  day: 'date',
  moment: 'timestamptz',
  yes: 'boolean',
  empty: 'text',
}

interface BinaryFormula {
  readonly operator: Binary
  readonly left: Formula
  readonly right: Formula
  readonly at: number
}

function binaryPart({ operator, left, right, at }: BinaryFormula, around: Around): Part {
  if (operator === 'and' || operator === 'or')
    return { kind: 'yes', sql: `(${one(left, 'yes', around)} ${operator} ${one(right, 'yes', around)})` }
  if (operator === '&') return { kind: 'text', sql: `(${asText(left, around)} || ${asText(right, around)})` }
  const [a, b] = [partOf(left, around), partOf(right, around)]
  if (operator === '+' || operator === '-') {
    const days = a.kind === 'day' && b.kind !== 'day' ? of(b, 'number', right.at) : null
    if (days !== null) return { kind: 'day', sql: `(${a.sql} ${operator} ${daysOf(days)})` }
    if (operator === '-' && a.kind === 'day' && b.kind === 'day') return number(`(${a.sql} - ${b.sql})::numeric`)
    if (operator === '-' && a.kind === 'moment' && b.kind === 'moment')
      return number(`(extract(epoch from ${a.sql} - ${b.sql}) / 86400)::numeric`)
  }
  if (operator === '+' || operator === '-' || operator === '*' || operator === '/') {
    const [x, y] = [of(a, 'number', left.at), of(b, 'number', right.at)]
    return number(operator === '/' ? `(${x} / nullif(${y}, 0))` : `(${x} ${operator} ${y})`)
  }
  const [first, second] = alike([a, b], [left, right], at)
  return { kind: 'yes', sql: `(${first?.sql} ${operator} ${second?.sql})` }
}

// A thousand years are enough, and no day leaves the calendar by them.
const daysOf = (sql: string): string => `greatest(least(trunc(${sql}), 400000), -400000)::int`

function asText(formula: Formula, around: Around): string {
  const { kind, sql } = partOf(formula, around)
  if (kind === 'text') return `coalesce(${sql}, '')`
  if (kind === 'yes') return `case ${sql} when true then 'Yes' when false then 'No' else '' end`
  if (kind === 'moment') return `coalesce(to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), '')`
  if (kind === 'number') return `coalesce(trim_scale(${sql})::text, '')`
  return `coalesce(${sql}::text, '')`
}

const partsOf = (formulas: readonly Formula[], around: Around): readonly Part[] =>
  formulas.map((formula) => partOf(formula, around))

/** Parts that are of one kind; those that are empty take that of the others. */
function alike(parts: readonly Part[], from: readonly Formula[], at: number): readonly Part[] {
  const kind = parts.find((part) => part.kind !== 'empty')?.kind
  if (kind === undefined) throw new FormulaTrouble('It is always empty.', at)
  return parts.map((part, index) => ({ kind, sql: of(part, kind, from[index]?.at ?? at) }))
}

interface Call {
  readonly name: string
  readonly parts: readonly Formula[]
  readonly at: number
}
type Making = (call: Call, around: Around) => Part

const ofNumber =
  (sql: (part: string) => string): Making =>
  ({ parts }, around) =>
    number(sql(one(parts[0] as Formula, 'number', around)))
const ofText =
  (sql: (part: string) => string, kind: Kind = 'text'): Making =>
  ({ parts }, around) => ({ kind, sql: sql(one(parts[0] as Formula, 'text', around)) })
const ofDay =
  (part: string): Making =>
  ({ parts }, around) =>
    number(`extract(${part} from ${one(parts[0] as Formula, 'day', around)})::numeric`)
const several =
  (name: string): Making =>
  ({ parts, at }, around) => {
    const all = alike(partsOf(parts, around), parts, at)
    return { kind: all[0]?.kind ?? 'empty', sql: `${name}(${all.map(({ sql }) => sql).join(', ')})` }
  }

const mostParts = 20
/** What formulas may call: with how many parts at least and at most. */
const calls: Readonly<{ [name: string]: readonly [least: number, most: number, making: Making] }> = {
  if: [
    3,
    3,
    ({ parts: [test, yes, no], at }, around) => {
      const ways = [yes as Formula, no as Formula]
      const [a, b] = alike(partsOf(ways, around), ways, at)
      return {
        kind: a?.kind ?? 'empty',
        sql: `case when ${one(test as Formula, 'yes', around)} then ${a?.sql} else ${b?.sql} end`,
      }
    },
  ],
  round: [
    1,
    2,
    ({ parts: [value, digits] }, around) =>
      number(`round(${one(value as Formula, 'number', around)}, ${digitsIn(digits)})`),
  ],
  abs: [1, 1, ofNumber((part) => `abs(${part})`)],
  min: [1, mostParts, several('least')],
  max: [1, mostParts, several('greatest')],
  first: [1, mostParts, several('coalesce')],
  isempty: [
    1,
    1,
    ({ parts: [value] }, around) => {
      const { kind, sql } = partOf(value as Formula, around)
      return { kind: 'yes', sql: kind === 'text' ? `(coalesce(${sql}, '') = '')` : `(${sql} is null)` }
    },
  ],
  length: [1, 1, ofText((part) => `length(${part})::numeric`, 'number')],
  upper: [1, 1, ofText((part) => `upper(${part})`)],
  lower: [1, 1, ofText((part) => `lower(${part})`)],
  contains: [
    2,
    2,
    ({ parts: [whole, part] }, around) => ({
      kind: 'yes',
      sql: `(position(lower(${one(part as Formula, 'text', around)}) in lower(${one(whole as Formula, 'text', around)})) > 0)`,
    }),
  ],
  day: [
    1,
    1,
    ({ parts: [moment] }, around) => ({
      kind: 'day',
      sql: `(${one(moment as Formula, 'moment', around)} at time zone 'UTC')::date`,
    }),
  ],
  year: [1, 1, ofDay('year')],
  month: [1, 1, ofDay('month')],
}
/** Whether a field may stand in a formula. */
export const isUsable = ({ kind }: Pick<Field<unknown>, 'kind'>): boolean => Object.hasOwn(storedParts, kind)

/** The names of what formulas may call, for those who write them. */
export const callNames: readonly string[] = Object.keys(calls)

function callPart(call: Call, around: Around): Part {
  const known = Object.hasOwn(calls, call.name) ? calls[call.name] : undefined
  if (!known) throw new FormulaTrouble(`'${call.name}' is none of ${callNames.join(', ')}.`, call.at)
  const [least, most, making] = known
  if (call.parts.length < least || call.parts.length > most)
    throw new FormulaTrouble(
      `'${call.name}' takes ${least === most ? least : `${least} to ${most}`} values in its brackets.`,
      call.at,
    )
  return making(call, around)
}

function digitsIn(formula: Formula | undefined): number {
  if (formula === undefined) return 0
  const digits = formula.kind === 'number' ? Number(formula.value) : -1
  if (!Number.isInteger(digits) || digits < 0 || digits > 10)
    throw new FormulaTrouble('Round to a whole number of digits from 0 to 10.', formula.at)
  return digits
}
