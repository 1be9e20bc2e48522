import { Decimal } from 'decimal.js'

/**
 * Values that earn the same points: from `from`, which is in it, up to the next band's, which is not. The lowest band
 * begins nowhere (null), so that every value lies in exactly one.
 */
export interface Band {
  readonly from: string | null
  /** 0 to 100. */
  readonly points: number
  /** The one that is aimed at; one of the bands. */
  readonly isTarget?: boolean
}

const mostBands = 12

/** What is wrong with the bands of a metric, in words, or null. */
export function problemOfBands(value: unknown): string | null {
  if (!Array.isArray(value) || value.length < 2 || value.length > mostBands)
    return `needs 2 to ${mostBands} steps, such as [{ "from": null, "points": 0 }, { "from": "99.9", "points": 100 }].`
  const bands: readonly unknown[] = value
  for (const [place, band] of bands.entries()) {
    const wrong = problemOfBand(band, place === 0)
    if (wrong !== null) return `has a mistake in step ${place + 1}: ${wrong}`
  }
  const known = bands as readonly Band[]
  const isRising = known.every(({ from }, place) => place < 2 || new Decimal(from ?? 0).gt(known[place - 1]?.from ?? 0))
  if (!isRising) return 'must list its steps from the lowest value up, each beginning once.'
  return known.filter(({ isTarget }) => isTarget).length > 1 ? 'can aim at one step only.' : null
}

/** The band in which a value lies, of bands that are right. */
export function bandOf(bands: readonly Band[], value: string): Band {
  const found = bands.findLast(({ from }) => from === null || new Decimal(value).gte(from)) ?? bands[0]
  if (!found) throw new RangeError('A metric has at least one band.')
  return found
}

/** 'from 99.5 up to, but not including, 99.9', 'below 99.5', 'from 99.9 on'. */
export function bandWords(bands: readonly Band[], band: Band, unit: string | null): string {
  const next = bands[bands.indexOf(band) + 1]
  const end = next?.from ?? null
  if (band.from === null) return end === null ? 'any value' : `below ${withUnit(end, unit)}`
  if (end === null) return `from ${withUnit(band.from, unit)} on`
  return `from ${band.from} up to, but not including, ${withUnit(end, unit)}`
}

/** '99.9 %', or the bare number where there is no unit. */
export const withUnit = (value: string, unit: string | null): string => (unit ? `${value} ${unit}` : value)

function problemOfBand(band: unknown, isLowest: boolean): string | null {
  if (typeof band !== 'object' || band === null || !('points' in band) || !('from' in band))
    return 'say from which value on how many points are earned.'
  const { from, points } = band
  if (typeof points !== 'number' || !(points >= 0 && points <= 100)) return 'points are a number from 0 to 100.'
  if (isLowest) return from === null ? null : 'the first step has no beginning: write null.'
  return typeof from === 'string' && /^-?\d{1,12}(\.\d{1,6})?$/.test(from)
    ? null
    : 'it begins with a number such as "99.9".'
}
