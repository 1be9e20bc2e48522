import { toldOf } from '../people/index.ts'
import type { DirectoryEntry } from '../../kernel/directory/entry.ts'

/** What is known of an entry since the last reading. */
export interface KnownEntry {
  readonly key: string
  readonly dn: string
  readonly recordId: string | null
  readonly accountId: string | null
  readonly isGone: boolean
}
/** Which of the known entries keep, lose and regain their place. */
export interface Comings {
  readonly present: readonly DirectoryEntry[]
  /** They were here until now. */
  readonly leavers: readonly KnownEntry[]
  /** Keys of entries that had left and are back. */
  readonly back: ReadonlySet<string>
  /** Why nothing may be done, or null. */
  readonly stop: string | null
}
interface Reading {
  readonly entries: readonly DirectoryEntry[]
  readonly known: readonly KnownEntry[]
  /** The share of leavers in percent above which it stops. */
  readonly mostLeavers: number
  /** The number of leavers that somebody looked at and confirmed. */
  readonly confirmed: number | null
}
// So few are looked at by nobody; a share of them says little.
const alwaysFine = 3

/** Compares a reading with what was known. Nobody leaves because of a reading that looks incomplete. */
export function compare({ entries, known, mostLeavers, confirmed }: Reading): Comings {
  const present = entries.filter(({ isDisabled }) => !isDisabled)
  const keys = new Set(present.map(({ key }) => key))
  const active = known.filter(({ isGone }) => !isGone)
  const leavers = active.filter(({ key }) => !keys.has(key))
  const back = new Set(known.filter(({ isGone, key }) => isGone && keys.has(key)).map(({ key }) => key))
  const isTooMany =
    (entries.length === 0 && active.length > 0) ||
    (leavers.length > alwaysFine && leavers.length * 100 > active.length * mostLeavers)
  const stop =
    isTooMany && confirmed !== leavers.length
      ? `${leavers.length} of ${active.length} would be disabled, more than ${mostLeavers} %. Nothing was changed. Look whether the directory was read in full, then confirm the number.`
      : null
  return { present, leavers, back, stop }
}

/** Fields of a person that the directory decides. What is empty there stays as it is here. */
export const fieldsOf = ({ name, email, employeeNumber, jobTitle, phone }: DirectoryEntry) =>
  toldOf({ name, email, employeeNumber, jobTitle, phone })
