import type { Readable } from 'node:stream'

/** Where the content of files is kept, by its own SHA-256 (64 hex digits), so that the same content is kept once. */
export interface FileStore {
  /** Keeps `bytes` under their SHA-256; done only when they are safely stored. Keeping the same content again is free. */
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>
  /** The content; throws NotFound when it isn't there. */
  readonly read: (key: string) => Promise<Buffer>
  /** The content as a stream; throws NotFound when it isn't there. */
  readonly stream: (key: string) => Promise<Readable>
  /** Removes the content; nothing happens when it isn't there. */
  readonly remove: (key: string) => Promise<void>
  /** Keys of all stored content, with when each was stored. */
  readonly list: () => AsyncIterable<{ readonly key: string; readonly at: Date }>
}

const isKey = /^[0-9a-f]{64}$/

/** Refuses anything that isn't a SHA-256, so that a key can never be a path. */
export function checkKey(key: string): string {
  if (!isKey.test(key)) throw new Error('A stored file is named by its SHA-256.')
  return key
}
