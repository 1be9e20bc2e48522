import { Decimal } from 'decimal.js'

/** Which sign stands before the fraction; without it, it is read from the number itself. */
export type DecimalSign = ',' | '.'
/** A plain decimal such as '-1234.5', or what is wrong in words. */
export type NumberRead = { readonly number: string } | { readonly says: string }

const spaces = /[\s\u00a0\u2007\u202f_'’]/g
const notANumber: NumberRead = { says: 'must be a number.' }

/** Reads a number as people write it: '1.234,56', "1'234.50", '(12)', '12-', '1E+05'. `isWhole` settles '1.234' as a thousand. */
export function parseNumberText(text: string, sign?: DecimalSign, isWhole = false): NumberRead {
  const bare = text.replace(/[\u2212\u2013]/g, '-').replace(spaces, '')
  const [, before, inner, after] = /^([+-]?)\(?([^()]*?)\)?(-?)$/.exec(bare) ?? []
  if (inner === undefined || bare.startsWith('(') !== bare.endsWith(')')) return notANumber
  const isNegative = before === '-' || after === '-' || bare.startsWith('(')
  const read = /^\d+(\.\d+)?e[+-]?\d{1,2}$/i.test(inner)
    ? { number: new Decimal(inner).toFixed() }
    : readDigits(inner, sign, isWhole)
  if ('says' in read || !isNegative || /^[0.]+$/.test(read.number)) return read
  return { number: `-${read.number}` }
}

function readDigits(text: string, sign: DecimalSign | undefined, isWhole: boolean): NumberRead {
  if (/^\d+$/.test(text)) return { number: trimZeros(text) }
  if (!/^[\d.,]+$/.test(text) || !/\d/.test(text)) return notANumber
  const decimal = sign ?? decimalSignOf(text, isWhole)
  if (decimal === 'unclear')
    return {
      says: `could be ${text.replace(',', '.')} or ${text.replace(',', '')}: say which sign stands before the fraction.`,
    }
  const thousands = decimal === '.' ? ',' : '.'
  const [whole = '', fraction, ...rest] = decimal === 'none' ? [text] : text.split(decimal)
  const groups = whole.split(decimal === 'none' ? /[.,]/ : thousands)
  const isGrouped =
    groups.length === 1 ||
    (/^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => /^\d{3}$/.test(group)))
  if (rest.length > 0 || !isGrouped || (fraction !== undefined && !/^\d*$/.test(fraction))) {
    return sign ? { says: `must be a number with '${sign}' before the fraction.` } : notANumber
  }
  const digits = trimZeros(groups.join('') || '0')
  return { number: fraction ? `${digits}.${fraction}` : digits }
}

/** The last of two different signs is before the fraction; one that repeats groups thousands; a single '1,234' could be either. */
function decimalSignOf(text: string, isWhole: boolean): DecimalSign | 'none' | 'unclear' {
  const points = text.split('.').length - 1
  const commas = text.split(',').length - 1
  if (points > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ','
  if (points > 1 || commas > 1) return 'none'
  const looksGrouped = /^[1-9]\d{0,2}[.,]\d{3}$/.test(text)
  if (looksGrouped && isWhole) return 'none'
  if (points === 1) return '.'
  return looksGrouped ? 'unclear' : ','
}

const trimZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '')

const symbols: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  US$: 'USD',
  $: 'USD',
  '₹': 'INR',
  'Fr.': 'CHF',
  zł: 'PLN',
  Kč: 'CZK',
}

/** The currency named in a text by its ISO 4217 code or its sign, and the text without it; null where none is named. */
export function takeCurrency(text: string): { readonly currency: string | null; readonly rest: string } {
  const code = /(?<![A-Za-z])([A-Za-z]{3})(?![A-Za-z])/.exec(text)
  if (code?.[1]) return { currency: code[1].toUpperCase(), rest: text.replace(code[1], '') }
  const symbol = Object.keys(symbols).find((candidate) => text.includes(candidate))
  return symbol ? { currency: symbols[symbol] ?? null, rest: text.replace(symbol, '') } : { currency: null, rest: text }
}
