/** An exact share: so much of so much, never rounded. What has nothing to be a share of is null in its place. */
export interface Share {
  readonly part: bigint
  readonly of: bigint
}

/** A percentage as contracts write it, '99.95', as an exact share; null when it isn't one of 0 to 100. */
export function readPercent(text: string): Share | null {
  const [, whole, fraction = ''] = /^(\d{1,3})(?:\.(\d{1,12}))?$/.exec(text.trim()) ?? []
  if (whole === undefined) return null
  const of = 10n ** BigInt(fraction.length)
  const share = { part: BigInt(whole + fraction), of: of * 100n }
  return share.part > share.of ? null : share
}

/** Below 0 where the one is less than the other, above where it is more: exactly. */
export function compare(one: Share, other: Share): number {
  const difference = one.part * other.of - other.part * one.of
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/**
 * In percent with four digits, half up; with as many more as it takes where rounding would put it on the other side of `against`,
 * so that what is below a target never looks as if it met it.
 */
export function sayPercent(share: Share, against?: Share): string {
  for (let digits = 4; ; digits += 1) {
    const text = rounded(share, digits)
    const shown = readPercent(text)
    const isTrue = !against || !shown || Math.sign(compare(shown, against)) === Math.sign(compare(share, against))
    if (isTrue || digits === 12) return text
  }
}

function rounded({ part, of }: Share, digits: number): string {
  const scaled = roundedHalfUp(part * 100n * 10n ** BigInt(digits), of)
  const text = String(scaled).padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** A quotient of numbers that aren't negative as a whole number, half of one up. */
export const roundedHalfUp = (part: bigint, of: bigint): bigint => (2n * part + of) / (2n * of)

/** The sum of shares of different wholes, exactly. */
export function sum(shares: readonly Share[]): Share {
  if (shares.length === 0) return { part: 0n, of: 1n }
  if (shares.length === 1) return shares[0] ?? { part: 0n, of: 1n }
  // By halves, so that the denominators grow in few steps.
  const half = shares.length >> 1
  const [one, other] = [sum(shares.slice(0, half)), sum(shares.slice(half))]
  if (one.of === other.of) return { part: one.part + other.part, of: one.of }
  return { part: one.part * other.of + other.part * one.of, of: one.of * other.of }
}
