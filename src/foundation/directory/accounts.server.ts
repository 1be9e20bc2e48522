import { changeAccount, createAccount } from '../../kernel/access/accounts.server.ts'
import { type Who } from '../../kernel/access/who.ts'
import type { DirectoryEntry } from '../../kernel/directory/entry.ts'
import { Failure } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { KnownEntry } from './plan.ts'

type Needed = Pick<Kernel, 'db' | 'clock'>

/** The role of accounts that a directory makes; more are given by hand. */
const firstRole = 'employee'

interface Leaving {
  readonly leavers: readonly KnownEntry[]
  readonly by: Who
}

/** Disables the accounts of leavers, which ends their sessions and keys at once everywhere. Resolves to who could not be disabled, and why. */
export async function closeAccounts(kernel: Needed, { leavers, by }: Leaving): Promise<ReadonlyMap<string, string>> {
  const kept = new Map<string, string>()
  for (const { key, dn, accountId } of leavers) {
    if (!accountId) continue
    const says = await refusal(() => changeAccount(kernel, accountId, { isDisabled: true }, by))
    if (says) kept.set(key, `${dn}: ${says}`)
  }
  return kept
}

interface Opening {
  readonly entries: readonly DirectoryEntry[]
  readonly known: readonly KnownEntry[]
  readonly back: ReadonlySet<string>
  /** Ids of people by key of their entry. */
  readonly people: ReadonlyMap<string, string>
  readonly isDryRun: boolean
  readonly by: Who
}
interface Opened {
  /** Ids of accounts by key of their entry. */
  readonly accounts: ReadonlyMap<string, string>
  /** Entries whose account was made, or would be. */
  readonly made: readonly DirectoryEntry[]
  readonly problems: readonly string[]
}
interface Standing {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly is_disabled: boolean
  readonly is_own: boolean
}

/**
 * Makes accounts for entries with an e-mail, keeps those that are theirs in step, and opens them again for whoever is back.
 * An account that somebody signs in to by means of its own is never taken over because an entry bears its e-mail.
 */
export async function openAccounts(kernel: Needed, opening: Opening): Promise<Opened> {
  const { entries, known, back, people, isDryRun, by } = opening
  const before = new Map(known.map((one) => [one.key, one]))
  const standing = await standingOf(kernel, entries, known)
  const byId = new Map(standing.map((account) => [account.id, account]))
  const byEmail = new Map(standing.map((account) => [account.email, account]))
  const accounts = new Map<string, string>()
  const problems: string[] = []
  const made: DirectoryEntry[] = []
  for (const entry of entries) {
    const own = byId.get(before.get(entry.key)?.accountId ?? '')
    const says = await refusal(async () => {
      if (own) {
        accounts.set(entry.key, own.id)
        return isDryRun ? undefined : keepInStep(kernel, { own, entry, isBack: back.has(entry.key), by })
      }
      const { email } = entry
      if (email === null) return
      const other = byEmail.get(email)
      if (other?.is_own) throw new Failure('Conflict', `${email} has an account of its own; it isn’t taken over.`)
      const self = people.get(entry.key) ?? null
      const make = () => (isDryRun ? null : createAccount(kernel, accountOf(entry, email, self), by))
      const id = other?.id ?? (await make())
      if (!other) made.push(entry)
      if (id !== null) accounts.set(entry.key, id)
    })
    if (says) problems.push(`${entry.dn}: ${says}`)
  }
  return { accounts, made, problems }
}

const accountOf = ({ name }: DirectoryEntry, email: string, self: string | null) => ({
  name,
  email,
  self,
  roles: [firstRole],
})

interface Keeping {
  readonly own: Standing
  readonly entry: DirectoryEntry
  readonly isBack: boolean
  readonly by: Who
}

// Whom an administrator disabled here stays disabled: only who had left the directory is opened again.
async function keepInStep(kernel: Needed, { own, entry, isBack, by }: Keeping): Promise<void> {
  const change = {
    ...(own.name !== entry.name && { name: entry.name }),
    ...(entry.email && own.email !== entry.email && { email: entry.email }),
    ...(isBack && own.is_disabled && { isDisabled: false }),
  }
  if (Object.keys(change).length > 0) await changeAccount(kernel, own.id, change, by)
}

const standingOf = (
  { db }: Needed,
  entries: readonly DirectoryEntry[],
  known: readonly KnownEntry[],
): Promise<readonly Standing[]> =>
  db.query<Standing>({
    text: `select a.id, a.name, a.email, a.is_disabled,
        exists (select from credential c where c.account_id = a.id) or exists (select from passkey p where p.account_id = a.id)
          or exists (select from directory_entry e where e.account_id = a.id) as is_own
      from account a where a.id = any($1::uuid[]) or a.email = any($2)`,
    values: [known.map(({ accountId }) => accountId).filter((id) => id !== null), entries.map(({ email }) => email)],
  })

async function refusal(work: () => Promise<void>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof Failure) return error.problems[0]?.says ?? error.message
    throw error
  }
}
