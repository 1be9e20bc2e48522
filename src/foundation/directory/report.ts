/** What a reading of the directory did, or would do. */
export interface SyncReport {
  readonly isDryRun: boolean
  /** Why nothing was changed, or null. */
  readonly stopped: string | null
  readonly found: number
  readonly created: number
  readonly updated: number
  readonly accountsMade: number
  readonly left: number
  readonly back: number
  /** Who leaves, by name of their entry; the first hundred. */
  readonly leavers: readonly string[]
  /** What could not be done, in sentences; the first hundred. */
  readonly problems: readonly string[]
  /** Undoes the changes of people; null where none were made. */
  readonly batch: string | null
}
