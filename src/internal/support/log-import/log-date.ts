import { Temporal } from 'temporal-polyfill'

/** A moment, or null where the text is none. */
export type ReadMoment = (text: string) => Date | null

const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/
const yearFirst = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/
const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/

/**
 * Reads the moments of a log whose clock shows the time of a zone: `29-02-2016 01:16`, with slashes, dots or seconds, too,
 * the day first; `2016-02-29 01:16`; and ISO 8601, whose own offset counts. Days that don't exist are not read as others.
 */
export const momentsIn =
  (timeZone: string): ReadMoment =>
  (text) => {
    if (zoned.test(text)) {
      const at = new Date(text)
      return Number.isNaN(at.getTime()) ? null : at
    }
    const [, a, b, c, hour = '0', minute = '0', second = '0'] = dayFirst.exec(text) ?? yearFirst.exec(text) ?? []
    if (a === undefined || b === undefined || c === undefined) return null
    const [year, day] = a.length === 4 ? [a, c] : [c, a]
    const parts = { year: +year, month: +b, day: +day, hour: +hour, minute: +minute, second: +second }
    try {
      const shown = Temporal.PlainDateTime.from(parts, { overflow: 'reject' })
      return new Date(shown.toZonedDateTime(timeZone).epochMilliseconds)
    } catch {
      return null // there is no such day or time
    }
  }
