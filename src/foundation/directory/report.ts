/** Who and what a reading changed or would change, in a few words each; the first hundred of each. */
export interface Named {
  readonly created: readonly string[]
  readonly updated: readonly string[]
  readonly accountsMade: readonly string[]
  readonly back: readonly string[]
  readonly roles: readonly string[]
  readonly teams: readonly string[]
}

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
  /** Roles given and taken by groups. */
  readonly rolesChanged: number
  /** Teams made, changed, or without their group now. */
  readonly teamsChanged: number
  readonly who: Named
  /** Who leaves, with the name of their entry; the first hundred. */
  readonly leavers: readonly string[]
  /** What could not be done, in sentences; the first hundred. */
  readonly problems: readonly string[]
  /** Undoes the changes of people; null where none were made. */
  readonly batch: string | null
}
