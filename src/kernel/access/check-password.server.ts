import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Db } from '../database/db.server.ts'
import { Failure, invalid } from '../errors.ts'
import { normalEmail } from './account-checks.server.ts'

/** An account found by its e-mail, and whether the password given is its own. */
export interface Checked {
  /** Null where nobody has this e-mail. */
  readonly account: string | null
  readonly isRight: boolean
  readonly isDisabled: boolean
}

/** Checks a password; takes as long for an e-mail that nobody has. */
export async function checkByEmail(db: Db, email: string, password: string): Promise<Checked> {
  const [row] = await db.query<{ id: string; is_disabled: boolean; password: string | null }>({
    text: `select a.id, a.is_disabled, c.password from account a left join credential c on c.account_id = a.id and c.provider_id = 'credential' where a.email = $1`,
    values: [normalEmail(email)],
  })
  const isRight = await matches(row?.password ?? null, password)
  return { account: row?.id ?? null, isRight, isDisabled: row?.is_disabled ?? false }
}

/** Resolves when this is the account's password; throws Invalid at `field`. */
export async function mustBePassword(
  db: Db,
  account: string,
  { password, field }: { readonly password: string; readonly field: string },
): Promise<void> {
  const [row] = await db.query<{ password: string | null }>({
    text: `select password from credential where account_id = $1 and provider_id = 'credential'`,
    values: [account],
  })
  if (!(await matches(row?.password ?? null, password))) throw invalid([{ field, says: 'This is not your password.' }])
}

/** Says the same for an unknown e-mail, a wrong password and a password that nobody set. */
export const wrongPassword = (): Failure =>
  new Failure('Forbidden', 'The e-mail or the password is not right.', { status: 401 })

let nobodys: Promise<string> | null = null

async function matches(hash: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('what nobody has')
  const isSame = await verifyPassword({ hash: hash ?? (await nobodys), password })
  return hash !== null && isSame
}
