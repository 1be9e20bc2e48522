/** One record that changed, as open pages are told. */
export interface Change {
  readonly type: string
  readonly id: string
  readonly version: number | null
  readonly verb: string
  /** Only for those who may see internal comments. */
  readonly isInternal: boolean
}
/** What a page is told at once. `position` is where it stands after; the page resumes there. */
export interface News {
  readonly position: number
  readonly changes: readonly Change[]
  /** Types of which so many records changed that it is easier to look again. */
  readonly many: readonly string[]
  /** Something came into the reader's inbox, or was read there. */
  readonly isInbox?: boolean
  /** A sign that no history keeps, such as who looks at what. */
  readonly sign?: Sign
}

/** What one page lets others know at once and nobody keeps: for the readers who hold a permission. */
export interface Sign {
  readonly name: string
  readonly data: Readonly<Record<string, unknown>>
}
