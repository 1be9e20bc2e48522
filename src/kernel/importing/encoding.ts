import type { Encoding } from './table.ts'

/** What the bytes of a whole file were found to be, and the first byte that isn't valid in it. */
export interface EncodingFound {
  readonly encoding: Encoding
  /** Bytes of the mark at the beginning. */
  readonly skip: number
  readonly brokenAt: number | null
}

/** Looks at a file chunk by chunk and says at the end how its text is encoded. */
export interface EncodingDetector {
  readonly add: (chunk: Uint8Array) => void
  readonly end: () => EncodingFound
}

/**
 * A mark (BOM) decides; otherwise zero bytes on one side mean UTF-16; otherwise text that is valid as UTF-8 is that, and the rest is Windows-1252.
 * A file with many good UTF-8 characters and a broken one is UTF-8 that is broken there.
 */
export function detectEncoding(): EncodingDetector {
  const head: number[] = []
  let offset = 0
  let needed = 0
  let lead = 0
  let least = 0x80
  let most = 0xbf
  let good = 0
  let broken = 0
  let brokenAt: number | null = null
  let evenZeros = 0
  let oddZeros = 0

  const isBroken = (at: number): void => {
    broken++
    brokenAt ??= at
    needed = 0
  }
  const begin = (byte: number): void => {
    least = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80
    most = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf
    needed = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1
    lead = offset
  }
  const follow = (byte: number): boolean => {
    const fits = byte >= least && byte <= most
    least = 0x80
    most = 0xbf
    if (!fits) {
      isBroken(lead)
      return false
    }
    if (--needed === 0) good++
    return true
  }
  const add = (chunk: Uint8Array): void => {
    for (const byte of chunk) {
      if (head.length < 4) head.push(byte)
      if (byte === 0 && offset % 2 === 0) evenZeros++
      if (byte === 0 && offset % 2 === 1) oddZeros++
      const isTaken = needed > 0 && follow(byte)
      if (!isTaken && byte >= 0xc2 && byte <= 0xf4) begin(byte)
      else if (!isTaken && byte >= 0x80) isBroken(offset)
      offset++
    }
  }
  const end = (): EncodingFound => {
    if (needed > 0) isBroken(lead)
    const [a, b, c] = head
    if (a === 0xff && b === 0xfe)
      return { encoding: 'utf-16le', skip: 2, brokenAt: offset % 2 === 1 ? offset - 1 : null }
    if (a === 0xfe && b === 0xff)
      return { encoding: 'utf-16be', skip: 2, brokenAt: offset % 2 === 1 ? offset - 1 : null }
    if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', skip: 3, brokenAt }
    if (oddZeros > offset / 5 && evenZeros < oddZeros / 10) return { encoding: 'utf-16le', skip: 0, brokenAt: null }
    if (evenZeros > offset / 5 && oddZeros < evenZeros / 10) return { encoding: 'utf-16be', skip: 0, brokenAt: null }
    if (broken > 0 && good < broken * 4) return { encoding: 'windows-1252', skip: 0, brokenAt: null }
    return { encoding: 'utf-8', skip: 0, brokenAt }
  }
  return { add, end }
}
