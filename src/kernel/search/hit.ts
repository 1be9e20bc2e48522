/** A record that a search found. */
export interface Hit {
  readonly id: string
  readonly type: string
  readonly number: string | null
  readonly title: string
  readonly state: string | null
  readonly isArchived: boolean
}

/** What someone looks for, in which types (all), how many (20), and what else counts. */
export interface Question {
  readonly q: string
  readonly types?: readonly string[]
  readonly limit?: number
  readonly archived?: 'no' | 'with'
  /** One of the words is enough (false: each must be there); who has more of them comes first. */
  readonly isAnyWord?: boolean
}
