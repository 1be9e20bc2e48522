import { type Clock, uuidv7 } from '../../src/kernel/clock.ts'

/** A clock that stands still until told otherwise, and whose ids come in a fixed order. */
export interface TestClock extends Clock {
  /** Moves the clock to an instant, ISO 8601. */
  readonly set: (instant: string) => void
  /** Moves the clock forward. */
  readonly advance: (milliseconds: number) => void
}

/** Makes a clock that shows `start`; two made with the same `seed` give the same ids. */
export function testClock(start = '2026-03-02T09:00:00.000Z', seed = 0): TestClock {
  let now = Date.parse(start)
  let made = 0
  return {
    now: () => new Date(now),
    id: () => uuidv7(now, randomOf(seed, made++)),
    set: (instant) => {
      now = Date.parse(instant)
    },
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}

// The counter goes into the leading bits that a UUIDv7 leaves free, twelve and then fourteen: ids of one instant sort by
// when they were made, and the first 67 million differ.
function randomOf(seed: number, count: number): Uint8Array {
  const bytes = new Uint8Array(10)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, (count >> 14) & 0xfff)
  view.setUint16(2, count & 0x3fff)
  view.setUint32(4, seed)
  return bytes
}
