import type { Records } from '../record/store.server.ts'

/** What a directory says of a person. Null where it says nothing. */
export interface ToldPerson {
  /** The record that stands for them already. */
  readonly self: string | null
  readonly name: string
  readonly email: string
  readonly jobTitle: string | null
  readonly phone: string | null
  readonly employeeNumber: string | null
  /** The record that stands for their manager. */
  readonly manager: string | null
  readonly isActive: boolean
}
/** Keeps the record that stands for a person; resolves to its id. The kernel knows none of its fields. */
export type KeepPerson = (records: Records, told: ToldPerson) => Promise<string>
