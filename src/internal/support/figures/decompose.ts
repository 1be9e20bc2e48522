/** A share within a group: how many of how many. */
export interface Part {
  readonly value: number
  readonly of: number
}
export interface Movement<Key> {
  readonly key: Key
  readonly before: Part
  readonly now: Part
}
/** What a group adds to a change: by doing better or worse itself, and by being a larger or smaller part of all. */
export interface Contribution<Key> extends Movement<Key> {
  readonly byRate: number
  readonly byMix: number
  readonly total: number
}

const rateOf = ({ value, of }: Part): number => (of === 0 ? 0 : value / of)
const sumOf = (parts: readonly Part[]): Part =>
  parts.reduce((sum, { value, of }) => ({ value: sum.value + value, of: sum.of + of }), { value: 0, of: 0 })

/** How far a share moved; null where one of the two has nothing to be a share of. */
export function changeOf<Key>(movements: readonly Movement<Key>[]): number | null {
  const [before, now] = [sumOf(movements.map((one) => one.before)), sumOf(movements.map((one) => one.now))]
  return before.of === 0 || now.of === 0 ? null : rateOf(now) - rateOf(before)
}

/**
 * Splits the change of a share among groups, so that the parts sum to the whole change, the largest first. A group's rate counts
 * by its mean weight, its weight by how far its mean rate is from that of all (Marshall and Edgeworth's symmetric split).
 */
export function contributions<Key>(movements: readonly Movement<Key>[]): readonly Contribution<Key>[] {
  const [before, now] = [sumOf(movements.map((one) => one.before)), sumOf(movements.map((one) => one.now))]
  if (before.of === 0 || now.of === 0) return []
  const middle = (rateOf(before) + rateOf(now)) / 2
  return movements
    .map((one): Contribution<Key> => {
      const [w0, w1] = [one.before.of / before.of, one.now.of / now.of]
      // A group that wasn't there has no rate of its own: it didn't change it.
      const r1 = one.now.of === 0 ? rateOf(one.before) : rateOf(one.now)
      const r0 = one.before.of === 0 ? r1 : rateOf(one.before)
      const byRate = ((w0 + w1) / 2) * (r1 - r0)
      const byMix = (w1 - w0) * ((r0 + r1) / 2 - middle)
      return { ...one, byRate, byMix, total: byRate + byMix }
    })
    .toSorted((a, b) => Math.abs(b.total) - Math.abs(a.total))
}
