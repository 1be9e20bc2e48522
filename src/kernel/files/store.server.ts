import type { FilesConfig } from '../config.server.ts'
import type { Db } from '../database/db.server.ts'
import type { FileStore } from './file-store.server.ts'
import { openFolderStore } from './folder-store.server.ts'
import { openS3Store } from './s3-store.server.ts'

export type { FileStore }

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
          union (select distinct raw from mail_in where raw > $1 order by 1 limit $2)
          union (select sha256 from waiting_file where sha256 > $1 order by 1 limit $2)
          union (select preview from waiting_file where preview > $1 order by 1 limit $2)
        ) k order by 1 limit $2`,
      values: [after, pageSize],
    })
    for (const row of rows) yield row.sha256
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.sha256
  }
}
