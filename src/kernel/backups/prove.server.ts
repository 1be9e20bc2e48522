import { open } from 'node:fs/promises'
import { BackupReader } from '../database/backup-format.server.ts'

/** Reads a backup from front to back and holds each checksum against what is there. Throws BackupDamaged with the place. */
export async function proveBackup(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    const reader = new BackupReader(handle)
    await reader.manifest()
    for await (const { data, proof } of reader.entries()) {
      for await (const _ of data);
      proof()
    }
  } finally {
    await handle.close()
  }
}
