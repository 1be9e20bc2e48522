import { createHash } from 'node:crypto'

const isKey = /^[0-9a-f]{64}$/

/** Refuses anything that isn't a SHA-256 in hex, so that a key can never be a path. */
export function checkKey(key: string): string {
  if (!isKey.test(key)) throw new Error('A stored file is named by its SHA-256.')
  return key
}

/** Passes content on and throws at its end when its SHA-256 isn't `key`. */
export async function* checked(key: string, content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of content) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('hex') !== key) throw new Error('The content isn’t what its key says.')
}
