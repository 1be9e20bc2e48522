import { hashPassword } from 'better-auth/crypto'
import type { Db } from '../database/db.server.ts'
import { conflict, forbidden, invalid, notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { Problem } from '../record/define.ts'
import { passwordProblem } from './password.ts'
import { administrator, outranks } from './roles.server.ts'
import { system, type Who } from './who.ts'

type Needs = Pick<Kernel, 'db' | 'clock'>

/** An account as administrators see it. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly self: { readonly id: string; readonly title: string | null } | null
  readonly roles: readonly string[]
  readonly isDisabled: boolean
  readonly createdAt: string
  readonly lastSeenAt: string | null
}

export interface NewAccount {
  readonly name: string
  readonly email: string
  readonly password: string
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
  const problem = passwordProblem(given.password, { email, name: given.name })
  if (problem) throw invalid([{ field: 'password', says: problem }])
  const hash = await hashPassword(given.password)
  return db.transaction(async (tx) => {
    await checkAccount(tx, { ...given, email })
    await mustOutrank(tx, by, given.roles)
    const id = clock.id()
    const now = clock.now()
    await tx.query({
      text: 'insert into account (id, name, email, self, roles, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6)',
      values: [id, given.name.trim(), email, given.self ?? null, given.roles, now],
    })
    await tx.query({
      text: `insert into credential (id, account_id, provider_id, provider_account_id, password, created_at, updated_at) values ($1, $2::uuid, 'credential', ($2::uuid)::text, $3, $4, $4)`,
      values: [clock.id(), id, hash, now],
    })
    return id
  })
}

/** Changes an account; whoever is disabled or gets a new password from another is signed out everywhere. */
export async function changeAccount(
  needs: Needs,
  id: string,
  change: AccountChange,
  by: Who = system('accounts'),
): Promise<void> {
  const { db, clock } = needs
  const hash = change.password === undefined ? null : await hashPassword(change.password)
  await db.transaction(async (tx) => {
    // One at a time, so that two administrators can't remove each other at once.
    await tx.query('select pg_advisory_xact_lock(7243002)')
    const before = await findAccount(tx, id)
    const after = { ...before, ...given(change), email: normalEmail(change.email ?? before.email) }
    await mustReach(tx, by, before)
    if (change.roles) await mustOutrank(tx, by, change.roles)
    await checkAccount(tx, after, id)
    if (change.password !== undefined) {
      const problem = passwordProblem(change.password, after)
      if (problem) throw invalid([{ field: 'password', says: problem }])
    }
    await tx.query({
      text: 'update account set name = $2, email = $3, self = $4, roles = $5, is_disabled = $6, updated_at = $7 where id = $1',
      values: [id, after.name.trim(), after.email, after.self ?? null, after.roles, after.isDisabled, clock.now()],
    })
    if (hash) await writePassword(tx, { id, hash, now: clock.now() })
    if (hash || (after.isDisabled && !before.isDisabled))
      await tx.query({ text: 'delete from session where account_id = $1', values: [id] })
    await mustHaveAdministrator(tx, before, after)
  })
}

/** Sets a password and signs the account out everywhere else. Throws Invalid when it is too weak. */
export async function setPassword(
  { db, clock }: Needs,
  id: string,
  password: string,
  keepSession: string | null = null,
): Promise<void> {
  const account = await findAccount(db, id)
  const problem = passwordProblem(password, account)
  if (problem) throw invalid([{ field: 'password', says: problem }])
  const hash = await hashPassword(password)
  await db.transaction(async (tx) => {
    await writePassword(tx, { id, hash, now: clock.now() })
    await tx.query({
      text: 'delete from session where account_id = $1 and id is distinct from $2::uuid',
      values: [id, keepSession],
    })
  })
}

/** Signs an account out everywhere. Throws NotFound, and Forbidden when it may do more than `by`. */
export async function endSessions({ db }: Pick<Needs, 'db'>, id: string, by: Who = system('accounts')): Promise<void> {
  await mustReach(db, by, await findAccount(db, id))
  await db.query({ text: 'delete from session where account_id = $1', values: [id] })
}

/** Closes an account: no sign-in, and each of its sessions ends at once. */
export const disable = (needs: Needs, id: string, by?: Who): Promise<void> =>
  changeAccount(needs, id, { isDisabled: true }, by)

/** Accounts by name; `q` looks in name and e-mail, `after` is the last row's `name` and `id` of the page before. */
export async function listAccounts(
  db: Db,
  { q = '', after, limit = 50 }: { q?: string; after?: { name: string; id: string } | undefined; limit?: number } = {},
): Promise<Account[]> {
  const rows = await db.query<AccountRow>({
    text: `${accountRows} where ($1 = '' or position(lower($1) in lower(a.name || ' ' || a.email)) > 0) and ($2::text is null or (lower(a.name), a.id) > (lower($2), $3::uuid))
      order by lower(a.name), a.id limit $4`,
    values: [q, after?.name ?? null, after?.id ?? null, limit],
  })
  return rows.map(accountOf)
}

/** One account, by id. */
export async function readAccount(db: Db, id: string): Promise<Account> {
  const [row] = await db.query<AccountRow>({ text: `${accountRows} where a.id = $1`, values: [id] })
  if (!row) throw notFound('This account')
  return accountOf(row)
}

/** The id of the account with this e-mail; throws NotFound. */
export async function accountByEmail(db: Db, email: string): Promise<string> {
  const [row] = await db.query<{ id: string }>({
    text: 'select id from account where email = $1',
    values: [normalEmail(email)],
  })
  if (!row) throw notFound(`The account ${email}`)
  return row.id
}

interface Stored {
  readonly name: string
  readonly email: string
  readonly self: string | null
  readonly roles: readonly string[]
  readonly isDisabled: boolean
}

async function findAccount(db: Db, id: string): Promise<Stored> {
  const [row] = await db.query<Stored>({
    text: 'select name, email, self, roles, is_disabled as "isDisabled" from account where id = $1',
    values: [id],
  })
  if (!row) throw notFound('This account')
  return row
}

const normalEmail = (email: string): string => email.trim().toLowerCase()
const given = (change: AccountChange): Partial<Stored> =>
  Object.fromEntries(Object.entries(change).filter(([name, value]) => value !== undefined && name !== 'password'))

async function checkAccount(
  tx: Db,
  {
    name,
    email,
    self,
    roles,
  }: { name: string; email: string; self?: string | null | undefined; roles: readonly string[] },
  id: string | null = null,
): Promise<void> {
  const [found] = await tx.query<{ unknown: string[]; has_email: boolean; has_self: boolean; is_record: boolean }>({
    text: `select array(select r from unnest($1::text[]) r where not exists (select from role where name = r)) as unknown,
      exists (select from account where email = $2 and id is distinct from $4::uuid) as has_email,
      exists (select from account where self = $3::uuid and id is distinct from $4::uuid) as has_self,
      $3::uuid is null or exists (select from record where id = $3::uuid) as is_record`,
    values: [roles, email, self ?? null, id],
  })
  const problems: readonly (Problem | false | undefined)[] = [
    name.trim() === '' && { field: 'name', says: 'Give a name.' },
    !/^[^\s@]+@[^\s@]+$/.test(email) && { field: 'email', says: 'This is not an e-mail address.' },
    found?.has_email && { field: 'email', says: 'An account with this e-mail is there already.' },
    found?.has_self && { field: 'self', says: 'This record stands for another account already.' },
    found?.is_record === false && { field: 'self', says: 'There is no such record.' },
    found && found.unknown.length > 0 && { field: 'roles', says: `No role is named ${found.unknown.join(', ')}.` },
  ]
  const wrong = problems.filter((problem) => typeof problem === 'object')
  if (wrong.length > 0) throw invalid(wrong)
}

async function mustOutrank(tx: Db, by: Who, roles: readonly string[]): Promise<void> {
  if (!(await outranks(tx, by, roles))) throw forbidden('You can only give roles that allow no more than your own.')
}

async function mustReach(tx: Db, by: Who, { roles }: Stored): Promise<void> {
  if (!(await outranks(tx, by, roles)))
    throw forbidden('This account may do more than yours; only an account that may do as much can change it.')
}

async function mustHaveAdministrator(tx: Db, before: Stored, after: Stored): Promise<void> {
  const wasOne = before.roles.includes(administrator) && !before.isDisabled
  const isOne = after.roles.includes(administrator) && !after.isDisabled
  if (!wasOne || isOne) return
  const [row] = await tx.query({
    text: 'select 1 from account where roles @> $1 and not is_disabled limit 1',
    values: [[administrator]],
  })
  if (!row) throw conflict('This is the last administrator. Make somebody else one first.')
}

async function writePassword(tx: Db, { id, hash, now }: { id: string; hash: string; now: Date }): Promise<void> {
  const rows = await tx.query({
    text: `update credential set password = $2, updated_at = $3 where account_id = $1 and provider_id = 'credential' returning id`,
    values: [id, hash, now],
  })
  if (rows.length === 0) throw notFound('A password for this account')
}

interface AccountRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly self: string | null
  readonly self_title: string | null
  readonly roles: string[]
  readonly is_disabled: boolean
  readonly created_at: Date
  readonly last_seen_at: Date | null
}

const accountRows = `select a.id, a.name, a.email, a.self, r.title as self_title, a.roles, a.is_disabled, a.created_at,
  (select max(updated_at) from session where account_id = a.id) as last_seen_at from account a left join record r on r.id = a.self`

const accountOf = (row: AccountRow): Account => ({
  id: row.id,
  name: row.name,
  email: row.email,
  self: row.self ? { id: row.self, title: row.self_title } : null,
  roles: row.roles,
  isDisabled: row.is_disabled,
  createdAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
})
