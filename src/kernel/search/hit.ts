/** A record that a search found. */
export interface Hit {
  readonly id: string
  readonly type: string
  readonly number: string | null
  readonly title: string
  readonly state: string | null
  readonly isArchived: boolean
}

/** What someone looks for, in which types (all), how many (20), and whether archived records may be found. */
export interface Question {
  readonly q: string
  readonly types?: readonly string[]
  readonly limit?: number
  readonly archived?: 'no' | 'with'
}
