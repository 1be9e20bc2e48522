import type { RecordLink } from '../../../kernel/traits/wire.ts'

/** A paragraph of a contract in which words were found. */
export interface TextHit {
  readonly document: RecordLink
  readonly contract: RecordLink
  /** `4.1 Breach Reporting`. */
  readonly place: string
  readonly start: number
  readonly end: number
  /** The paragraph around the words, in pieces. */
  readonly pieces: readonly { readonly text: string; readonly isHit: boolean }[]
}
