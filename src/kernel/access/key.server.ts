import { randomBytes } from 'node:crypto'
import { conflict, invalid, notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { findAccount, mustReach } from './account-checks.server.ts'
import { tellAccount } from './account-history.server.ts'
import { hashToken, keyPrefix } from './token.server.ts'
import type { Who } from './who.ts'

type Needed = Pick<Kernel, 'db' | 'clock'>

/** An API key as its owner and administrators see it; the key itself is shown once, when it is made. */
export interface ApiKey {
  readonly id: string
  readonly name: string
  /** `qd_` and five letters more: how people tell it. */
  readonly beginning: string
  readonly scopes: readonly string[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}
export interface NewKey {
  readonly name: string
  readonly scopes: readonly string[]
  readonly expiresAt: string | null
}

const mostKeys = 50

/** Makes a key for an account; `secret` is what programs send, and is kept as its hash only. Throws Invalid for an end that has passed, Conflict at fifty keys. */
export async function makeKey(
  { db, clock }: Needed,
  { account, by, given }: { readonly account: string; readonly by: Who; readonly given: NewKey },
): Promise<ApiKey & { readonly secret: string }> {
  const { name, scopes, expiresAt } = given
  const now = clock.now()
  if (expiresAt !== null && new Date(expiresAt) <= now)
    throw invalid([{ field: 'expiresAt', says: 'This moment has passed. Choose a later one.' }])
  const secret = `${keyPrefix}${randomBytes(32).toString('base64url')}`
  const key = { id: clock.id(), name, beginning: secret.slice(0, 8), scopes: [...new Set(scopes)].sort(), expiresAt }
  await db.transaction(async (tx) => {
    const [count] = await tx.query<{ many: number }>({
      text: 'select count(*) as many from api_key where account_id = $1 and revoked_at is null',
      values: [account],
    })
    if ((count?.many ?? 0) >= mostKeys) throw conflict(`An account has ${mostKeys} keys at most. Revoke one first.`)
    await tx.query({
      text: 'insert into api_key (id, account_id, name, beginning, hash, scopes, expires_at, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      values: [key.id, account, name, key.beginning, hashToken(secret), key.scopes, expiresAt, now],
    })
    const after = { name, beginning: key.beginning, scopes: key.scopes, expires_at: expiresAt }
    await tellAccount(tx, { who: by, clock }, { account, verb: 'key_made', after })
  })
  return { ...key, createdAt: now.toISOString(), lastUsedAt: null, secret }
}

/** An account's keys that aren't revoked, newest first; those that are over, too. */
export async function listKeys({ db }: Pick<Needed, 'db'>, account: string): Promise<readonly ApiKey[]> {
  const rows = await db.query<KeyRow>({
    text: `select id, name, beginning, scopes, created_at, expires_at, last_used_at from api_key
      where account_id = $1 and revoked_at is null order by created_at desc, id desc`,
    values: [account],
  })
  return rows.map(({ id, name, beginning, scopes, created_at, expires_at, last_used_at }) => ({
    id,
    name,
    beginning,
    scopes,
    createdAt: created_at.toISOString(),
    expiresAt: expires_at?.toISOString() ?? null,
    lastUsedAt: last_used_at?.toISOString() ?? null,
  }))
}

/** Revokes a key: from now on it opens nothing, on any server. Throws NotFound, and Forbidden when the account may do more than `by`. */
export async function revokeKey(
  { db, clock }: Needed,
  { account, key, by }: { readonly account: string; readonly key: string; readonly by: Who },
): Promise<void> {
  await db.transaction(async (tx) => {
    if (by.account !== account) await mustReach(tx, by, await findAccount(tx, account))
    const [gone] = await tx.query<{ name: string; beginning: string }>({
      text: 'update api_key set revoked_at = $3 where id = $1 and account_id = $2 and revoked_at is null returning name, beginning',
      values: [key, account, clock.now()],
    })
    if (!gone) throw notFound('This key')
    await tellAccount(tx, { who: by, clock }, { account, verb: 'key_revoked', before: gone })
  })
}

interface KeyRow {
  readonly id: string
  readonly name: string
  readonly beginning: string
  readonly scopes: string[]
  readonly created_at: Date
  readonly expires_at: Date | null
  readonly last_used_at: Date | null
}
