import type { Db } from '../database/db.server.ts'
import { conflict, forbidden, invalid, notFound } from '../errors.ts'
import type { Problem } from '../record/define.ts'
import { administrator, outranks } from './roles.server.ts'
import type { Who } from './who.ts'

/** An account's own row. */
export interface StoredAccount {
  readonly name: string
  readonly email: string
  readonly self: string | null
  readonly roles: readonly string[]
  readonly isDisabled: boolean
}

/** Reads it; throws NotFound. */
export async function findAccount(db: Db, id: string): Promise<StoredAccount> {
  const [row] = await db.query<StoredAccount>({
    text: 'select name, email, self, roles, is_disabled as "isDisabled" from account where id = $1',
    values: [id],
  })
  if (!row) throw notFound('This account')
  return row
}

/** E-mail addresses are kept in lower case. */
export const normalEmail = (email: string): string => email.trim().toLowerCase()

/** Throws Invalid that names what can't be: a name, an e-mail, a link or roles; `id` where the account is there already. */
export async function checkAccount(
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
      $3::uuid is null or exists (select from record where id = $3::uuid and type not in ('account', 'role')) as is_record`,
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

/** Throws Forbidden when the roles allow more than `by` may do. */
export async function mustOutrank(tx: Db, by: Who, roles: readonly string[]): Promise<void> {
  if (!(await outranks(tx, by, roles))) throw forbidden('You can only give roles that allow no more than your own.')
}

/** Throws Forbidden when the account may do more than `by`. */
export async function mustReach(tx: Db, by: Who, { roles }: StoredAccount): Promise<void> {
  if (!(await outranks(tx, by, roles)))
    throw forbidden('This account may do more than yours; only an account that may do as much can change it.')
}

/** Throws Conflict when a change would leave nobody who may do everything. */
export async function mustHaveAdministrator(tx: Db, before: StoredAccount, after: StoredAccount): Promise<void> {
  const wasOne = before.roles.includes(administrator) && !before.isDisabled
  const isOne = after.roles.includes(administrator) && !after.isDisabled
  if (!wasOne || isOne) return
  const [row] = await tx.query({
    text: 'select 1 from account where roles @> $1 and not is_disabled limit 1',
    values: [[administrator]],
  })
  if (!row) throw conflict('This is the last administrator. Make somebody else one first.')
}
