/** Chance that is the same every time for the same seed, so that the demo company is the same everywhere. */
export interface Chance {
  /** A number from 0 up to, but not including, 1. */
  readonly next: () => number
  /** A whole number from `from` to `to`, both included. */
  readonly int: (from: number, to: number) => number
  readonly isLucky: (probability: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
  /** An independent chance of that name: what one part draws doesn't move what another one gets. */
  readonly of: (name: string) => Chance
}

/** mulberry32 by Tommy Ettinger (public domain): small, quick, and good enough for names and dates. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    isLucky: (probability) => next() < probability,
    pick: <T>(from: readonly T[]): T => {
      if (from.length === 0) throw new Error('There is nothing to pick from.')
      return from[int(0, from.length - 1)] as T
    },
    of: (name) => createChance(hash(name, seed)),
  }
}

/** FNV-1a, 32 bits. Source: RFC 9923. */
function hash(text: string, seed: number): number {
  let value = 0x811c9dc5 ^ seed
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return value >>> 0
}
