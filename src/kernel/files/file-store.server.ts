import type { Readable } from 'node:stream'

/** Where the content of files is kept, by its own SHA-256 (64 hex digits), so that the same content is kept once. */
export interface FileStore {
  /** Keeps content under its SHA-256; done only when it is safely stored. Throws when the content has another hash. */
  readonly put: (key: string, content: AsyncIterable<Uint8Array>) => Promise<void>
  /** The content as a stream; throws NotFound when it isn't there. */
  readonly read: (key: string) => Promise<Readable>
  /** Removes the content; nothing happens when it isn't there. */
  readonly remove: (key: string) => Promise<void>
  /** Keys of all stored content, with when each was last put. */
  readonly list: () => AsyncIterable<{ readonly key: string; readonly at: Date }>
}
