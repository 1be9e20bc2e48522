// Without letters and digits that are taken for one another: 32 of them, so that a byte's lower five bits choose evenly.
const letters = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A password from random bytes, five bits each, in groups of four that can be read over the telephone. */
export const passwordOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte, at) => `${at > 0 && at % 4 === 0 ? '-' : ''}${letters[byte % letters.length]}`).join('')
