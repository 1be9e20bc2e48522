/** One box of a tree as the server sends it: the row's columns, and how many stand below. */
export interface TreeRow {
  readonly id: string
  readonly title: string
  readonly parent: string | null
  /** Directly below; more than what was sent when the slice ends here. */
  readonly children: number
  /** Altogether below. */
  readonly below: number
  readonly [column: string]: unknown
}
/** A bounded piece of a tree. */
export interface TreeSlice {
  readonly nodes: readonly TreeRow[]
  /** Those above the start, top first. */
  readonly chain: readonly { readonly id: string; readonly title: string }[]
  /** Records that stand in no tree at all: nobody above, nobody below. Counted only at the tops. */
  readonly apart: number
}
