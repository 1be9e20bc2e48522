import type { AnyRecord, Problem } from './define.ts'
import type { Field, FieldOptions, Money } from './field.ts'
import { toMinor } from './money.ts'
import { labelOf, settableFields } from './registry.ts'

/** A value in its stored form, or what is wrong with it in words. */
export type Checked = { readonly value: unknown } | { readonly says: string }
type Check = (value: unknown, options: FieldOptions) => Checked

const ok = (value: unknown): Checked => ({ value })
const no = (says: string): Checked => ({ says })

/** Checks and normalises one value as the API takes it. Empty text, null and undefined are empty. Source of rules: the field's options. */
export function checkValue(field: Field<unknown>, value: unknown): Checked {
  const isList = field.kind === 'refs' || field.kind === 'choices'
  const isEmpty =
    value === null || value === undefined || value === '' || (isList && Array.isArray(value) && value.length === 0)
  if (isEmpty) return field.options.required ? no('is needed.') : ok(isList ? [] : null)
  const check = checks[field.kind]
  if (!check) return no('is worked out, and can’t be set.')
  const checked = check(value, field.options)
  // A text of nothing but spaces is empty, too.
  return 'value' in checked && checked.value === null && field.options.required ? no('is needed.') : checked
}

/**
 * Checks a whole input against a record: the normalised values (only those given, or all with defaults when it is new) and every problem found.
 * The record's own `check` runs over the merged row when the fields themselves are right.
 */
export function checkValues(
  record: AnyRecord,
  input: Readonly<Record<string, unknown>>,
  existing: Readonly<Record<string, unknown>> | null,
): { readonly values: Record<string, unknown>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = unknownNames(record, input)
  const values: Record<string, unknown> = {}
  for (const [name, field] of settableFields(record)) {
    const isGiven = Object.hasOwn(input, name)
    if (!isGiven && existing) continue
    const given = isGiven ? input[name] : undefined
    const isEmpty = given === undefined || given === null || given === ''
    const checked = checkValue(field, isEmpty && field.options.default !== undefined ? field.options.default : given)
    if ('says' in checked) problems.push({ field: name, says: `${labelOf(name, field)} ${checked.says}` })
    else if (existing && field.options.fixed && !isSame(existing[name] ?? null, checked.value))
      problems.push({ field: name, says: `${labelOf(name, field)} was set for good, and can’t be changed.` })
    else values[name] = checked.value
  }
  return { values, problems: problems.length > 0 ? problems : ownProblems(record, { ...existing, ...values }) }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function ownProblems(record: AnyRecord, row: Readonly<Record<string, unknown>>): readonly Problem[] {
  const found = record.check?.(row as never) ?? []
  return found.filter((problem): problem is Problem => typeof problem === 'object' && problem !== null)
}

function unknownNames(record: AnyRecord, input: Readonly<Record<string, unknown>>): Problem[] {
  const unknown = Object.keys(input).filter(
    (name) => !record.fields[name] || record.fields[name].kind === 'computed' || record.fields[name].options.worked,
  )
  return unknown.map((name) => ({
    field: name,
    says: record.fields[name]
      ? `${labelOf(name)} is worked out, and can’t be set.`
      : `${record.label[0]} has no field '${name}'.`,
  }))
}

const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** Whether a text is a UUID. */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)

const text =
  (most: number): Check =>
  (value, { max = most }) => {
    if (typeof value !== 'string') return no('must be text.')
    if (value.includes('\u0000')) return no('contains a character that can’t be kept (NUL).')
    const trimmed = value.trim().normalize('NFC')
    if (!trimmed.isWellFormed()) return no('contains a broken character.')
    return trimmed.length > max && [...trimmed].length > max
      ? no(`is longer than ${max} characters.`)
      : ok(trimmed === '' ? null : trimmed)
  }

const pattern =
  (most: number, shape: RegExp, says: string, fold: (value: string) => string = (value) => value): Check =>
  (value, options) => {
    const checked = text(most)(value, options)
    if ('says' in checked || checked.value === null) return checked
    const folded = fold(String(checked.value))
    return shape.test(folded) ? ok(folded) : no(says)
  }

const whole =
  (least: number): Check =>
  (value, { min = least, max = Number.MAX_SAFE_INTEGER }) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return no('must be a whole number.')
    return within(value, min, max) ?? ok(value)
  }

const decimal: Check = (value, { scale = 2, min = -1e15, max = 1e15 }) => {
  const given = typeof value === 'number' ? String(value) : value
  if (typeof given !== 'string' || !/^-?\d{1,15}(\.\d+)?$/.test(given)) return no('must be a number such as 1234.50.')
  const [integer = '0', fraction = ''] = given.split('.')
  const digits = fraction.replace(/0+$/, '')
  if (digits.length > scale) return no(`has more than ${scale} digits after the point.`)
  const wholePart = integer.replace(/^(-?)0+(?=\d)/, '$1')
  const exact = scale > 0 ? `${wholePart}.${digits.padEnd(scale, '0')}` : wholePart
  return within(Number(given), min, max) ?? ok(/^-0(\.0+)?$/.test(exact) ? exact.slice(1) : exact)
}

function within(value: number, min: number, max: number): Checked | null {
  if (value < min) return no(`must be at least ${min}.`)
  return value > max ? no(`must be at most ${max}.`) : null
}

const money: Check = (value) => {
  if (typeof value !== 'object' || value === null || !('amount' in value) || !('currency' in value))
    return no('must be an amount with a currency.')
  const { amount, currency } = value
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency))
    return no('needs a currency of three letters, such as EUR.')
  const given = typeof amount === 'number' ? String(amount) : amount
  if (typeof given !== 'string' || !/^-?\d{1,15}(\.\d{1,6})?$/.test(given))
    return no('needs an amount such as 1234.50.')
  const sum: Money = { amount: given, currency }
  return toMinor(sum) === null ? no(`has more digits than ${currency} has.`) : ok(sum)
}

const date: Check = (value) =>
  typeof value === 'string' && isDay(value) ? ok(value) : no('must be a day such as 2026-03-31.')

/** Whether a text is a day that exists, `YYYY-MM-DD`, from the year 1 to 9999. */
export function isDay(value: string): boolean {
  const match = isoDay.exec(value)
  if (!match || match[1] === '0000') return false
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return month >= 1 && month <= 12 && day >= 1 && day <= (lengths[month - 1] ?? 0)
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/
const dateTime: Check = (value) => {
  const says = 'must be a moment with its time zone, such as 2026-03-31T14:00:00Z.'
  if (typeof value !== 'string' || !instant.test(value) || !isDay(value.slice(0, 10))) return no(says)
  const time = Date.parse(value)
  return Number.isNaN(time) || time < Date.UTC(1, 0, 1) - 6e13 ? no(says) : ok(new Date(time).toISOString())
}

const choice: Check = (value, { of = [] }) =>
  typeof value === 'string' && of.includes(value) ? ok(value) : no(`must be one of: ${of.join(', ')}.`)

const choices: Check = (value, { of = [] }) => {
  if (!Array.isArray(value)) return no('must be a list.')
  const wrong = value.find((item) => !of.includes(item))
  return wrong === undefined ? ok([...new Set(value)]) : no(`can only hold: ${of.join(', ')}.`)
}

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : value

const ref: Check = (value) => {
  const id = idOf(value)
  return isUuid(id) ? ok(id.toLowerCase()) : no('must point at a record by its id.')
}

const refs: Check = (value) => {
  if (!Array.isArray(value)) return no('must be a list of ids.')
  const ids = value.map(idOf)
  if (!ids.every(isUuid)) return no('must point at records by their ids.')
  return ids.length > 5000
    ? no('points at more than 5,000 records.')
    : ok([...new Set(ids.map((id) => id.toLowerCase()))])
}

const url: Check = (value, options) => {
  const checked = text(2000)(value, options)
  if ('says' in checked || checked.value === null) return checked
  const parsed = URL.parse(String(checked.value))
  return parsed && (parsed.protocol === 'https:' || parsed.protocol === 'http:')
    ? ok(parsed.href)
    : no('must be a web address that begins with https://.')
}

const v4 = /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$|\/)|(?=$|\/))){4}(\/(3[0-2]|[12]?\d))?$/
const ip: Check = (value) => {
  if (typeof value !== 'string') return no('must be text.')
  const given = value.trim()
  return v4.test(given) || isV6(given)
    ? ok(given.toLowerCase())
    : no('must be an IP address, such as 10.1.2.3 or 2001:db8::1.')
}

function isV6(given: string): boolean {
  const [address = '', prefix, ...rest] = given.split('/')
  if (rest.length > 0 || (prefix !== undefined && !/^(12[0-8]|1[01]\d|\d?\d)$/.test(prefix))) return false
  return address.includes(':') && !address.includes('%') && URL.canParse(`http://[${address}]/`)
}

const json: Check = (value, { check }) => {
  const says = check?.(value as never) ?? null
  if (says) return no(says)
  return JSON.stringify(value)?.includes('\\u0000') ? no('contains a character that can’t be kept (NUL).') : ok(value)
}

const checks: Readonly<Record<string, Check>> = {
  text: (value, options) =>
    typeof value === 'string' && /[\r\n]/.test(value.trim()) ? no('must be one line.') : text(200)(value, options),
  longText: text(20_000),
  int: whole(Number.MIN_SAFE_INTEGER),
  duration: whole(0),
  decimal,
  percent: decimal,
  money,
  date,
  dateTime,
  bool: (value) => (typeof value === 'boolean' ? ok(value) : no('must be true or false.')),
  choice,
  choices,
  ref,
  refs,
  email: pattern(254, /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]+$/, 'must be an e-mail address.', (value) =>
    value.toLowerCase(),
  ),
  url,
  phone: pattern(
    40,
    /^\+?[\d][\d ().\-/]{2,30}( ?(x|ext\.?) ?\d{1,6})?$/i,
    'must be a phone number, such as +49 30 901820.',
  ),
  ip,
  colour: pattern(7, /^#[0-9a-f]{6}$/, 'must be a colour such as #1f6feb.', (value) => value.toLowerCase()),
  secret: (value) =>
    typeof value !== 'string' || value.includes('\u0000') || value.length > 10_000
      ? no('must be text of at most 10,000 characters.')
      : ok(value),
  json,
}
