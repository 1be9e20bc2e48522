import type { Db } from '../database/db.server.ts'
import { notFound } from '../errors.ts'
import { normalEmail } from './account-checks.server.ts'

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
