import { hashPassword } from 'better-auth/crypto'
import type { Db } from '../database/db.server.ts'
import { invalid } from '../errors.ts'
import type { Fragment } from '../history/entry.server.ts'
import type { Kernel } from '../kernel.server.ts'
import {
  checkAccount,
  findAccount,
  mustHaveAdministrator,
  mustOutrank,
  mustReach,
  normalEmail,
  type StoredAccount,
} from './account-checks.server.ts'
import { type AccountHappening, tellAccount } from './account-history.server.ts'
import { passwordProblem } from './password.ts'
import { readPolicy } from './policy.server.ts'
import { system, type Who } from './who.ts'

type Needs = Pick<Kernel, 'db' | 'clock'>

export interface NewAccount {
  readonly name: string
  readonly email: string
  /** Without one, others vouch for them: a directory, or a provider of single sign-on. */
  readonly password?: string | null | undefined
  readonly roles: readonly string[]
  /** The record that stands for them. */
  readonly self?: string | null | undefined
}
export interface AccountChange {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly roles?: readonly string[] | undefined
  readonly self?: string | null | undefined
  readonly isDisabled?: boolean | undefined
  readonly password?: string | undefined
}

/** Creates an account and returns its id. Throws Invalid naming the field, Forbidden when `by` has less than the roles allow. */
export async function createAccount(
  { db, clock }: Needs,
  given: NewAccount,
  by: Who = system('accounts'),
): Promise<string> {
  const email = normalEmail(given.email)
  const { password, roles, self = null } = given
  const name = given.name.trim()
  const hash = password ? await hashOf(db, password, { email, name }) : null
  return db.transaction(async (tx) => {
    await checkAccount(tx, { ...given, email })
    await mustOutrank(tx, by, roles)
    const id = clock.id()
    const now = clock.now()
    await tx.query({
      text: 'insert into account (id, name, email, self, roles, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6)',
      values: [id, name, email, self, roles, now],
    })
    if (hash) await writePassword(tx, { id, credential: clock.id(), hash, now })
    await tellAccount(tx, { who: by, clock }, { account: id, verb: 'created', after: { name, email, self, roles } })
    return id
  })
}

/** Changes an account; whoever is disabled or gets a new password from another is signed out everywhere. */
export async function changeAccount(
  { db, clock }: Needs,
  id: string,
  change: AccountChange,
  by: Who = system('accounts'),
): Promise<void> {
  const known = await findAccount(db, id)
  const hash = change.password === undefined ? null : await hashOf(db, change.password, { ...known, ...given(change) })
  await db.transaction(async (tx) => {
    await lockAccounts(tx)
    await changeLocked({ db: tx, clock }, { id, change, by, hash })
  })
}

/** Accounts are changed one at a time, so that two administrators can't remove each other at once. */
export const lockAccounts = (tx: Db): Promise<unknown> => tx.query('select pg_advisory_xact_lock(7243002)')

interface Changing {
  readonly id: string
  readonly change: AccountChange
  readonly by: Who
  /** Of the new password. */
  readonly hash?: string | null
}

/** Changes an account within a transaction that holds the lock of accounts. */
export async function changeLocked({ db: tx, clock }: Needs, { id, change, by, hash = null }: Changing): Promise<void> {
  const before = await findAccount(tx, id)
  const changed = { ...before, ...given(change) }
  const after = { ...changed, name: changed.name.trim(), email: normalEmail(changed.email) }
  await mustReach(tx, by, before)
  if (change.roles) await mustOutrank(tx, by, change.roles)
  await checkAccount(tx, after, id)
  await tx.query({
    text: 'update account set name = $2, email = $3, self = $4, roles = $5, is_disabled = $6, updated_at = $7 where id = $1',
    values: [id, after.name, after.email, after.self ?? null, after.roles, after.isDisabled, clock.now()],
  })
  if (hash) await writePassword(tx, { id, credential: clock.id(), hash, now: clock.now() })
  if (hash || (after.isDisabled && !before.isDisabled))
    await tx.query({ text: 'delete from session where account_id = $1', values: [id] })
  await mustHaveAdministrator(tx, before, after)
  for (const happening of happenings(before, after, hash !== null))
    await tellAccount(tx, { who: by, clock }, { account: id, ...happening })
}

/** Sets a password and signs the account out everywhere else. Throws Invalid when it is too weak. */
export async function setPassword(
  { db, clock }: Needs,
  id: string,
  password: string,
  { keepSession = null, by = system('accounts') }: { keepSession?: string | null; by?: Who } = {},
): Promise<void> {
  const hash = await hashOf(db, password, await findAccount(db, id))
  await db.transaction(async (tx) => {
    await writePassword(tx, { id, credential: clock.id(), hash, now: clock.now() })
    await tx.query({
      text: 'delete from session where account_id = $1 and id is distinct from $2::uuid',
      values: [id, keepSession],
    })
    await tellAccount(tx, { who: by, clock }, { account: id, verb: 'password_set' })
  })
}

/** Signs an account out everywhere. Throws NotFound, and Forbidden when it may do more than `by`. */
export async function endSessions({ db, clock }: Needs, id: string, by: Who = system('accounts')): Promise<void> {
  await db.transaction(async (tx) => {
    await mustReach(tx, by, await findAccount(tx, id))
    const ended = await tx.query({ text: 'delete from session where account_id = $1 returning id', values: [id] })
    if (ended.length > 0) await tellAccount(tx, { who: by, clock }, { account: id, verb: 'sessions_ended' })
  })
}

/** Closes an account: no sign-in, and each of its sessions ends at once. */
export const disable = (needs: Needs, id: string, by?: Who): Promise<void> =>
  changeAccount(needs, id, { isDisabled: true }, by)

const given = (change: AccountChange): Partial<StoredAccount> =>
  Object.fromEntries(Object.entries(change).filter(([name, value]) => value !== undefined && name !== 'password'))

async function hashOf(db: Db, password: string, person: { email: string; name: string }): Promise<string> {
  const problem = passwordProblem(password, person, await readPolicy(db))
  if (problem) throw invalid([{ field: 'password', says: problem }])
  return hashPassword(password)
}

interface Credential {
  readonly id: string
  readonly credential: string
  readonly hash: string
  readonly now: Date
}

async function writePassword(tx: Db, { id, credential, hash, now }: Credential): Promise<void> {
  await tx.query({
    text: `insert into credential (id, account_id, provider_id, provider_account_id, password, created_at, updated_at)
      values ($1, $2::uuid, 'credential', ($2::uuid)::text, $3, $4, $4)
      on conflict (provider_id, provider_account_id) do update set password = $3, updated_at = $4`,
    values: [credential, id, hash, now],
  })
}

const kept = ['name', 'email', 'self', 'roles'] as const

function happenings(
  before: StoredAccount,
  after: StoredAccount,
  hasPassword: boolean,
): readonly Omit<AccountHappening, 'account'>[] {
  const changed = kept.filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null))
  const part = (from: StoredAccount): Fragment => Object.fromEntries(changed.map((name) => [name, from[name] ?? null]))
  const isClosing = after.isDisabled && !before.isDisabled
  const isOpening = before.isDisabled && !after.isDisabled
  return [
    ...(changed.length > 0 ? [{ verb: 'updated', before: part(before), after: part(after) } as const] : []),
    ...(hasPassword ? [{ verb: 'password_set' } as const] : []),
    ...(isClosing ? [{ verb: 'disabled' } as const] : []),
    ...(isOpening ? [{ verb: 'enabled' } as const] : []),
  ]
}
