/** What the routes of backups send: the server writes these shapes, the web reads them. */
import type { DiskState } from './disk.ts'

/** One backup: a file in the folder, or one that is being taken or failed. */
export interface ShownBackup {
  readonly file: string
  readonly state: 'running' | 'done' | 'failed'
  readonly at: string
  readonly bytes: number | null
  readonly by: string | null
  readonly provedAt: string | null
  readonly says: string | null
  /** Whether it lies on the machine that answers. */
  readonly isHere: boolean
}
export interface Backups {
  readonly folder: string
  readonly host: string
  readonly lastAt: string | null
  readonly isDue: boolean
  readonly disk: DiskState
  readonly backups: readonly ShownBackup[]
}
