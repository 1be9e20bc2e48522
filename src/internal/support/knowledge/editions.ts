/** One text that people have read: since when, by whom published, why. */
export interface Edition {
  readonly number: number
  readonly at: string
  readonly by: string
  readonly reason: string | null
  readonly body: string
}
