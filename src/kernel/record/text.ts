import { type Field, type FieldOptions, type Money, secretMask } from './field.ts'
import { type DateOptions, parseDayText } from './text-date.ts'
import { unitNamed } from './interval.ts'
import { formatDuration, parseDuration } from './text-duration.ts'
import { type DecimalSign, parseNumberText, takeCurrency } from './text-number.ts'
import { foldWord, parseYesNo } from './text-words.ts'
import { type Checked, checkValue } from './values.ts'

/** How the text of one column or one person is to be read, where it could be read in several ways. */
export interface TextOptions extends DateOptions {
  readonly decimal?: DecimalSign
  /** The currency of amounts that name none. */
  readonly currency?: string
  /** What stands between several values; without it a semicolon, bar or line break (between choices also a comma). */
  readonly separator?: string
}

/** Reads human text as a value of the field and checks it; empty text is an empty value. References must be ids here: names are looked up elsewhere. */
export function parseText(field: Field<unknown>, text: string, options: TextOptions = {}): Checked {
  const given = tidy(text)
  if (given === '') return checkValue(field, null)
  const parse = parsers[field.kind]
  const read = parse ? parse(given, { field, options }) : { value: given }
  return 'says' in read ? read : checkValue(field, read.value)
}

/** A value as plain text that `parseText` reads back as the same value. References read as their titles. */
export function formatValue(field: Field<unknown>, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value) && field.kind !== 'json')
    return value
      .map((item) => formatOne(field, item))
      .filter(Boolean)
      .join('; ')
  return formatOne(field, value)
}

/** The word for one choice, as people read it. */
export function wordOf({ says }: FieldOptions, value: string): string {
  const given = says?.[value]
  if (given) return given
  const words = value
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Several values out of one text. */
export function splitValues(text: string, kind: string, separator?: string): readonly string[] {
  const between = separator
    ? separator
    : text.includes(';') || text.includes('|') || text.includes('\n') || kind !== 'choices'
      ? /[;|\n]/
      : ','
  return [...new Set(text.split(between).map((part) => part.trim()))].filter(Boolean)
}

interface Context {
  readonly field: Field<unknown>
  readonly options: TextOptions
}
type Parser = (text: string, context: Context) => Checked

const tidy = (text: string): string =>
  text
    .replace(/\u00a0/g, ' ')
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .trim()

const number: Parser = (text, { field, options }) => {
  const isWhole = field.kind === 'int'
  const bare = field.kind === 'percent' ? text.replace(/\s*(%|percent|prozent)$/i, '') : text
  const read = parseNumberText(bare, options.decimal, isWhole)
  if ('says' in read) return read
  if (!isWhole) return { value: trimFraction(read.number) }
  return /^-?\d+(\.0*)?$/.test(read.number) ? { value: Number(read.number) } : { says: 'must be a whole number.' }
}

const trimFraction = (decimal: string): string => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal)

const money: Parser = (text, { options }) => {
  const { currency, rest } = takeCurrency(text)
  const read = parseNumberText(rest, options.decimal)
  if ('says' in read) return { says: 'must be an amount such as 1234.50 EUR.' }
  const named = currency ?? options.currency
  return named
    ? { value: { amount: read.number, currency: named } }
    : { says: 'needs a currency, such as 1234.50 EUR.' }
}

const date: Parser = (text, { options }) => {
  const read = parseDayText(text, options)
  return 'day' in read ? { value: read.day } : read
}

const dateTime: Parser = (text, { options }) => {
  const iso = text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T')
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/i.test(iso))
    return { value: iso.toUpperCase().replace(/([+-]\d{2})(\d{2})$/, '$1:$2') }
  const read = parseDayText(text, options)
  if ('says' in read) return { says: 'must be a moment such as 2026-03-31 14:00.' }
  const [, hours = '0', minutes = '00', secs = '00', half] =
    /(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?m?\.?$/i.exec(text) ?? []
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours)
  return { value: `${read.day}T${String(hour).padStart(2, '0')}:${minutes}:${secs}Z` }
}

const choice: Parser = (text, { field: { options } }) => {
  const { of = [], reads } = options
  const wanted = foldWord(text)
  const answer = reads ? parseYesNo(text) : null
  const others = [wanted, ...(answer === null ? [] : [answer ? 'yes' : 'no'])]
  const found =
    of.find((value) => value === text) ??
    of.find((value) => foldWord(value) === wanted || foldWord(wordOf(options, value)) === wanted) ??
    of.find((value) => value === unitNamed(text)) ??
    of.find((value) => reads?.[value]?.some((word) => others.includes(foldWord(word))))
  return found === undefined
    ? { says: `must be one of: ${of.map((value) => wordOf(options, value)).join(', ')}.` }
    : { value: found }
}

const choices: Parser = (text, context) => {
  const read = splitValues(text, 'choices', context.options.separator).map((part) => choice(part, context))
  const wrong = read.find((one) => 'says' in one)
  return wrong ?? { value: read.map((one) => ('value' in one ? one.value : null)) }
}

const parsers: Readonly<Record<string, Parser>> = {
  text: (text) => ({ value: text.replace(/\s*[\r\n]+\s*/g, ' ') }),
  longText: (text) => ({ value: text.replace(/\r\n?/g, '\n') }),
  int: number,
  decimal: number,
  percent: number,
  money,
  date,
  dateTime,
  duration: (text) => {
    const length = parseDuration(text)
    return length === null ? { says: 'must be a length of time with its unit, such as 4h 30m.' } : { value: length }
  },
  bool: (text) => {
    const read = parseYesNo(text)
    return read === null ? { says: 'must be yes or no.' } : { value: read }
  },
  choice,
  choices,
  refs: (text, { options }) => ({ value: splitValues(text, 'refs', options.separator) }),
  email: (text) => ({
    value: (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text)
      .replace(/^mailto:/i, '')
      .trim()
      .toLowerCase(),
  }),
  url: (text) => ({ value: /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}` }),
  phone: (text) => ({
    value: text
      .replace(/^tel:/i, '')
      .replace(/^00(?=[1-9])/, '+')
      .replace(/(?<=\d)\s*\(0\)\s*/, ' ')
      .replace(/[\u2010-\u2015]/g, '-')
      .replace(/\s+/g, ' ')
      .trim(),
  }),
  colour: (text) => {
    const digits = text.replace(/^#/, '')
    return { value: `#${/^[0-9a-f]{3}$/i.test(digits) ? digits.replace(/./g, '$&$&') : digits}` }
  },
  json: (text) => {
    try {
      return { value: JSON.parse(text) as unknown }
    } catch {
      return { says: 'must be JSON.' }
    }
  },
}

function formatOne({ kind, options }: Field<unknown>, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (kind === 'secret') return secretMask
  if (kind === 'bool' || typeof value === 'boolean') return value ? 'yes' : 'no'
  if (kind === 'duration' && typeof value === 'number') return formatDuration(value)
  if ((kind === 'choice' || kind === 'choices') && typeof value === 'string') return wordOf(options, value)
  if (kind === 'percent') return `${String(value)} %`
  if (kind === 'money') return moneyText(value)
  if (kind === 'json') return JSON.stringify(value)
  if (typeof value === 'object' && 'title' in value) return String(value.title ?? '')
  return String(value)
}

function moneyText(value: unknown): string {
  const { amount, currency } = value as Money
  return `${amount} ${currency}`
}
