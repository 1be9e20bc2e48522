/** Numbers that look random and are the same for the same seed, so that what failed can be done again. */
export interface Chance {
  /** A whole number from 0, below `below`. */
  readonly to: (below: number) => number
  /** True in that share of all cases. */
  readonly is: (share: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
}

/** Mulberry32, after Tommy Ettinger (public domain). */
export function openChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const to = (below: number): number => Math.floor(next() * below)
  return {
    to,
    is: (share) => next() < share,
    pick: <T>(from: readonly T[]): T => {
      if (from.length === 0) throw new Error('There is nothing to pick from.')
      return from[to(from.length)] as T
    },
  }
}
