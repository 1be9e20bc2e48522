import type { Piece } from './snippet.ts'

/** Something that may help, as the help page shows it. */
export interface Finding {
  readonly id: string
  readonly type: string
  readonly number: string | null
  readonly title: readonly Piece[]
  readonly snippet: readonly Piece[]
  /** Its topic or category. */
  readonly about: string
}
/** What was found, the best first, for which words. */
export interface Answer {
  readonly words: readonly string[]
  readonly results: readonly Finding[]
}

/** Something like what is being written, and why it is shown. */
export interface Similar {
  readonly id: string
  readonly type: string
  readonly number: string | null
  readonly title: string
  readonly state: string | null
  /** A sentence's part: 'same service, words printer, toner'. */
  readonly why: string
}
