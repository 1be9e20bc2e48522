import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import { tellAccount } from './account-history.server.ts'
import { hashCode, newCode } from './one-time-code.server.ts'
import { system, type Who } from './who.ts'

const many = 10

/** Ten new recovery codes in place of those before; only their hashes are kept. */
export async function makeRecoveryCodes(
  tx: Db,
  { who, clock }: { readonly who: Who; readonly clock: Clock },
  account: string,
): Promise<readonly string[]> {
  const codes = Array.from({ length: many }, newCode)
  await tx.query({ text: 'delete from recovery_code where account_id = $1', values: [account] })
  await tx.query({
    text: 'insert into recovery_code (hash, account_id, created_at) select h, $2, $3 from unnest($1::text[]) h',
    values: [codes.map(hashCode), account, clock.now()],
  })
  await tellAccount(tx, { who, clock }, { account, verb: 'recovery_codes_made' })
  return codes
}

/** Whether a recovery code is the account's own and still good; a right one is used up, and the history says so. */
export async function spendRecoveryCode(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  account: string,
  code: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const used = await tx.query({
      text: 'update recovery_code set used_at = $3 where hash = $1 and account_id = $2 and used_at is null returning 1',
      values: [hashCode(code), account, clock.now()],
    })
    if (used.length === 0) return false
    const [owner] = await tx.query<{ name: string }>({
      text: 'select name from account where id = $1',
      values: [account],
    })
    const who: Who = { ...system('sign-in', 'web'), account, name: owner?.name ?? '', isSystem: false }
    await tellAccount(tx, { who, clock }, { account, verb: 'recovery_code_used' })
    return true
  })
}
