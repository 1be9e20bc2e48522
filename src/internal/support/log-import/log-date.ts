import { Temporal } from 'temporal-polyfill'

/** A moment, or null where the text is none. */
export type ReadMoment = (text: string) => Date | null
/** Which comes first in `03-04-2016`. */
export type DateOrder = 'day first' | 'month first'

const time = /^(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*([ap])\.?m\.?)?)?\s*(?:UTC|GMT|Z)?$/i
const twoFirst = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/
const named = /^(\d{1,2})[- ]([a-z]{3})[a-z]*\.?[- ](\d{4})(?!\d)/i
const namedFirst = /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})(?!\d)/i
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const zoned = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i

/**
 * Reads the moments of a log whose clock shows the time of a zone: `29-02-2016 01:16`, with slashes, dots, seconds, am and pm, too;
 * `2016-02-29 01:16`; `29-Feb-2016 01:16`; and ISO 8601, whose own offset counts. Days that don't exist are not read as others.
 */
export const momentsIn =
  (timeZone: string, order: DateOrder = 'day first'): ReadMoment =>
  (text) => {
    if (zoned.test(text)) return zonedMoment(text)
    const day = dayIn(text, order)
    const found = day && time.exec(text.slice(day.length))
    if (!day || !found) return null
    const [, hour = '0', minute = '0', second = '0', half] = found
    if (half && (+hour < 1 || +hour > 12)) return null
    const hours = half ? (+hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : +hour
    try {
      const { year, month, day: of } = day
      const parts = { year, month, day: of, hour: hours, minute: +minute, second: +second }
      const shown = Temporal.PlainDateTime.from(parts, { overflow: 'reject' })
      return new Date(shown.toZonedDateTime(timeZone).epochMilliseconds)
    } catch {
      return null // there is no such day or time
    }
  }

function zonedMoment(text: string): Date | null {
  const iso = text
    .replace(' ', 'T')
    .replace(/\s?(UTC|GMT)$/i, 'Z')
    .replace(/\s/g, '')
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) || !isDayOf(iso) ? null : at
}

// `new Date` takes the 30th of February for the 1st of March.
function isDayOf(iso: string): boolean {
  const [year = 0, month = 0, day = 0] = iso.slice(0, 10).split('-').map(Number)
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The day at the beginning of a text, and how many characters it takes. */
function dayIn(text: string, order: DateOrder) {
  const [whole, a, , b, c] = yearFirst.exec(text) ?? []
  if (whole !== undefined) return { length: whole.length, year: Number(a), month: Number(b), day: Number(c) }
  const [two, first, , second, year] = twoFirst.exec(text) ?? []
  if (two !== undefined && first && second && year) {
    const [day, month] = order === 'day first' ? [first, second] : [second, first]
    return { length: two.length, year: +year + (year.length === 2 ? 2000 : 0), month: +month, day: +day }
  }
  const [ofName, nameDay, name, nameYear] = named.exec(text) ?? []
  if (ofName !== undefined)
    return { length: ofName.length, year: Number(nameYear), month: monthOf(name), day: Number(nameDay) }
  const [ofFirst, firstName, firstDay, firstYear] = namedFirst.exec(text) ?? []
  if (ofFirst === undefined) return null
  return { length: ofFirst.length, year: Number(firstYear), month: monthOf(firstName), day: Number(firstDay) }
}
const monthOf = (name = ''): number => months.indexOf(name.toLowerCase()) + 1

/** Which of the two comes first, by all dates of a log, and what should be said about it; an example where something should. */
export function dateOrderOf(texts: Iterable<string>): {
  readonly order: DateOrder
  readonly says: string | null
  readonly example: string
} {
  let [days, monthsFirst, either] = ['', '', '']
  for (const text of texts) {
    const [, first, , second] = twoFirst.exec(text) ?? []
    if (first === undefined || second === undefined) continue
    if (+first > 12) days ||= text
    else if (+second > 12) monthsFirst ||= text
    else if (first !== second) either ||= text
  }
  if (days && monthsFirst)
    return {
      order: 'day first',
      says: `Some dates begin with the day (${days}), others with the month (${monthsFirst}): all were read with the day first.`,
      example: monthsFirst,
    }
  if (monthsFirst)
    return { order: 'month first', says: 'Dates begin with the month: they were read so.', example: monthsFirst }
  if (!days && either)
    return {
      order: 'day first',
      says: 'Nothing in the file says whether its dates begin with the day or the month: they were read with the day first.',
      example: either,
    }
  return { order: 'day first', says: null, example: '' }
}
