import type { Db } from '../database/db.server.ts'

/** What an account has beyond its password. */
export interface Factors {
  readonly hasPassword: boolean
  /** Since when an app makes codes for it; null when none does. */
  readonly totpSince: string | null
  readonly passkeys: readonly {
    readonly id: string
    readonly name: string
    readonly isSynced: boolean
    readonly createdAt: string
    readonly lastUsedAt: string | null
  }[]
  /** Recovery codes that are still good. */
  readonly recoveryCodes: number
}

/** Reads what an account has beyond its password, in two statements. */
export async function readFactors(db: Db, account: string): Promise<Factors> {
  const [row] = await db.query<{ has_password: boolean; totp: Date | null; codes: number }>({
    text: `select exists (select from credential where account_id = $1 and provider_id = 'credential' and password is not null) as has_password,
      (select confirmed_at from totp where account_id = $1) as totp,
      (select count(*) from recovery_code where account_id = $1 and used_at is null) as codes`,
    values: [account],
  })
  const passkeys = await db.query<{
    id: string
    name: string
    is_synced: boolean
    created_at: Date
    last_used_at: Date | null
  }>({
    text: 'select id, name, is_synced, created_at, last_used_at from passkey where account_id = $1 order by created_at, id',
    values: [account],
  })
  return {
    hasPassword: row?.has_password ?? false,
    totpSince: row?.totp?.toISOString() ?? null,
    passkeys: passkeys.map(({ id, name, is_synced, created_at, last_used_at }) => ({
      id,
      name,
      isSynced: is_synced,
      createdAt: created_at.toISOString(),
      lastUsedAt: last_used_at?.toISOString() ?? null,
    })),
    recoveryCodes: row?.codes ?? 0,
  }
}

/** The ways in which an account can prove itself besides its password; none: a password is all it has. */
export type Way = 'code' | 'passkey' | 'recovery code'

/** Which of them an account has. */
export async function waysOf(db: Db, account: string): Promise<readonly Way[]> {
  const { totpSince, passkeys, recoveryCodes } = await readFactors(db, account)
  const own: readonly Way[] = [
    ...(passkeys.length > 0 ? ['passkey' as const] : []),
    ...(totpSince ? ['code' as const] : []),
  ]
  return own.length > 0 && recoveryCodes > 0 ? [...own, 'recovery code'] : own
}

/** Takes away what only helps those who have another factor, once the last one is gone. */
export async function forgetLeftOver(tx: Db, account: string): Promise<void> {
  if ((await waysOf(tx, account)).length === 0)
    await tx.query({ text: 'delete from recovery_code where account_id = $1', values: [account] })
}

/** Takes away every second factor and ends every session: for somebody who lost theirs. */
export async function removeFactors(tx: Db, account: string): Promise<boolean> {
  const gone = await tx.query({
    text: `with t as (delete from totp where account_id = $1 returning 1), p as (delete from passkey where account_id = $1 returning 1),
      c as (delete from recovery_code where account_id = $1 returning 1), s as (delete from session where account_id = $1)
      select 1 from (select * from t union all select * from p union all select * from c) gone`,
    values: [account],
  })
  return gone.length > 0
}
