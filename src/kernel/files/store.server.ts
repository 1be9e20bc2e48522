import type { Readable } from 'node:stream'
import type { FilesConfig } from '../config.server.ts'
import type { Db } from '../database/db.server.ts'
import { openFolderStore } from './folder-store.server.ts'
import { openS3Store } from './s3-store.server.ts'

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

/** The store that the configuration names. */
export const openFileStore = (config: FilesConfig): FileStore =>
  config.kind === 'folder' ? openFolderStore(config.folder) : openS3Store(config)

/** What a backup needs of the stored files: those that rows point at, to read and to write back. */
export const backupFiles = (store: FileStore) => ({
  keys: fileKeys,
  read: (key: string): Promise<AsyncIterable<Buffer>> => store.read(key),
  write: (key: string, content: AsyncIterable<Buffer>): Promise<void> => store.put(key, content),
})

const pageSize = 5000

async function* fileKeys(db: Db): AsyncIterable<string> {
  for (let after = ''; ; ) {
    const rows = await db.query<{ sha256: string }>({
      text: `select key as sha256 from (
          (select distinct sha256 as key from file where sha256 > $1 order by 1 limit $2)
          union (select distinct preview from file where preview > $1 order by 1 limit $2)
        ) k order by 1 limit $2`,
      values: [after, pageSize],
    })
    for (const row of rows) yield row.sha256
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.sha256
  }
}
