import type { Ref } from '../../../kernel/record/field.ts'

/** An article as its readers get it. */
export interface ReadingArticle {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly summary: string | null
  readonly body: string
  readonly topic: string | null
  readonly language: string | null
  readonly audience: string | null
  readonly services: readonly Ref[]
  readonly owner: Ref | null
  readonly publishedOn: string | null
  readonly reviewedOn: string | null
  readonly state: string | null
  /** Pictures and other files, which its text names. */
  readonly files: readonly { readonly id: string; readonly name: string; readonly isImage: boolean }[]
  readonly related: readonly Shelved[]
  /** What the reader said of it; null when nothing. */
  readonly hasSolved: boolean | null
  readonly solved: number
  readonly can: readonly string[]
}

/** An article on a shelf. */
export interface Shelved {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly summary: string | null
  readonly topic: string | null
}

/** What there is to read: by topic, and what helps most. */
export interface Shelves {
  readonly popular: readonly Shelved[]
  readonly topics: readonly { readonly topic: string; readonly articles: readonly Shelved[] }[]
}
