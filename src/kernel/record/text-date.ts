import { monthNamed } from './text-words.ts'
import { isDay } from './values.ts'

export type DateOrder = 'DMY' | 'MDY' | 'YMD'
export interface DateOptions {
  /** The order of day, month and year in '03/04/2026'; without it only what is clear is read. */
  readonly dateOrder?: DateOrder
  /** The first year that a two-digit year can mean: with 1950, '49' is 2049. Without it two digits are refused. */
  readonly yearsFrom?: number
  /** How a spreadsheet counts days: from 1900 (the default) or from 1904. */
  readonly daySystem?: 1900 | 1904
}
export type DateRead = { readonly day: string } | { readonly says: string }

const no = (says: string): DateRead => ({ says })
const notADay = no('must be a day such as 2026-03-31 or 31.3.2026.')

/** Reads a day as people and spreadsheets write it. A time of day behind it is left off. */
export function parseDayText(text: string, options: DateOptions = {}): DateRead {
  const given = text
    .trim()
    .replace(/[,]?\s+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?$/i, '')
    .replace(/T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/, '')
  const iso = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})$/.exec(given)
  if (iso && (iso[2] !== '' || given.length === 8)) return dayOf(iso[1], iso[3], iso[4], options)
  const numeric = /^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{2}|\d{4})\.?$/.exec(given)
  if (numeric) return inOrder(numeric as unknown as readonly string[], options)
  if (/^\d{5}(\.\d+)?$/.test(given)) return ofSerial(Number(given), options)
  return named(given, options)
}

function inOrder(
  [given = '', first = '', separator, second = '', third = '']: readonly string[],
  options: DateOptions,
): DateRead {
  const order = options.dateOrder ?? (separator === '.' ? 'DMY' : clearOrder(Number(first), Number(second)))
  if (!order) return no(`could be two different days (${given}): say whether the day or the month comes first.`)
  if (order === 'YMD') return dayOf(first, second, third, options)
  return order === 'DMY' ? dayOf(third, second, first, options) : dayOf(third, first, second, options)
}

function clearOrder(first: number, second: number): DateOrder | null {
  if (first > 12 || first === second) return 'DMY'
  return second > 12 ? 'MDY' : null
}

/** '31-Mar-2026', '31. März 2026', 'March 31, 2026'. */
function named(given: string, options: DateOptions): DateRead {
  const words = given.replace(/^\p{L}+\.?,\s+/u, '')
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th|er)?[-.\s/]+(?:de\s+)?(\p{L}+)\.?[-\s,/]+(?:de\s+)?(\d{4}|\d{2})$/iu.exec(
    words,
  )
  const monthFirst = /^(\p{L}+)\.?[-\s]+(\d{1,2})(?:st|nd|rd|th)?[-,\s]+(\d{4}|\d{2})$/iu.exec(words)
  const [day, month, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : monthFirst
      ? [monthFirst[2], monthFirst[1], monthFirst[3]]
      : []
  const number = month ? monthNamed(month) : null
  return number ? dayOf(year, String(number), day, options) : notADay
}

function dayOf(year = '', month = '', day = '', { yearsFrom }: DateOptions): DateRead {
  if (year.length === 2 && yearsFrom === undefined) return no(`has a year of two digits (${year}): write all four.`)
  const full = year.length === 2 ? centuryOf(Number(year), yearsFrom ?? 0) : year
  const read = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(read) ? { day: read } : no('is a day that doesn’t exist.')
}

function centuryOf(year: number, from: number): string {
  const century = Math.floor(from / 100) * 100
  return String(century + year < from ? century + 100 + year : century + year)
}

function ofSerial(serial: number, { daySystem = 1900 }: DateOptions): DateRead {
  const day = new Date(serialToTime(serial, daySystem)).toISOString().slice(0, 10)
  return { day }
}

const day = 86_400_000
/** Milliseconds since 1970 (as if in UTC) of a spreadsheet's day number. Source: ECMA-376 part 1, 18.17.4.1; day 60 of the 1900 system, 29 February 1900, never was. */
export function serialToTime(serial: number, system: 1900 | 1904): number {
  if (system === 1904) return Math.round(serial * 86_400) * 1000 + Date.UTC(1904, 0, 1)
  const shifted = serial < 60 ? serial + 1 : serial
  return Math.round(shifted * 86_400) * 1000 + Date.UTC(1899, 11, 30)
}

/** The day number that the 1900 system gives to a day. */
export const dayToSerial = (iso: string): number => {
  const serial = Math.round((Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / day)
  return serial < 61 ? serial - 1 : serial
}
