/** What is put on paper: said in blocks, from the top down. */
export interface Paper {
  readonly title: string
  readonly author: string | null
  /** As in 'en-GB'. */
  readonly language: string
  readonly at: Date
  /** Stands below each page, before its number. */
  readonly foot: string
  readonly blocks: readonly Block[]
}
export type Block =
  | { readonly is: 'title' | 'heading'; readonly text: string }
  | { readonly is: 'text'; readonly text: string; readonly isDim?: boolean }
  | { readonly is: 'lines'; readonly lines: readonly string[] }
  | { readonly is: 'figure'; readonly label: string; readonly value: string }
  | { readonly is: 'row'; readonly text: string; readonly about: string | null }
  /** Empty space of so many points, of which 72 are an inch. */
  | { readonly is: 'gap'; readonly points: number }
