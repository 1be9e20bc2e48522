import { foldName } from '../record/text-words.ts'

/** A stored record that a key was found at. */
export interface Found {
  readonly id: string
  readonly title: string
  readonly isArchived: boolean
  /** The folded values of the fields asked for besides. */
  readonly keys: Readonly<Record<string, string | null>>
}
/** Stored records by the folded form of a key. */
export type FoundBy = ReadonlyMap<string, readonly Found[]>

/** The form in which keys are compared: without regard to case and spacing. */
export const keyForm = (value: unknown): string => foldName(String(value))

/** What is known of each row of a file before it is read in full. Keys are folded; null where the cell is empty or can't be read. */
export interface Brief {
  readonly row: number
  readonly line: number
  /** What the row is called in messages. */
  readonly title: string
  /** By field: match keys, unique fields and the title. */
  readonly keys: Readonly<Record<string, string | null>>
  /** By reference to records of the same type: the texts. */
  readonly names: Readonly<Record<string, readonly string[]>>
}
