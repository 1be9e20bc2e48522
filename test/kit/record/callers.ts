import { randomBytes } from 'node:crypto'
import { hashToken } from '../../../src/kernel/access/token.server.ts'
import type { Kernel } from '../../../src/kernel/kernel.server.ts'

/** Somebody with an account and a session, who may do what `permissions` say. */
export interface Caller {
  readonly account: string
  readonly name: string
  /** Sent as a bearer token. */
  readonly token: string
}

export interface CallerOptions {
  readonly name?: string
  readonly permissions?: readonly string[]
  /** The id of the record that stands for them. */
  readonly self?: string
}

/** Makes an account with a role of its own and a session, as a sign-in would, without waiting for a password's hash. */
export async function createCaller(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  { name = 'Someone', permissions = [], self }: CallerOptions,
): Promise<Caller> {
  const account = clock.id()
  const role = `role-${account}`
  const token = randomBytes(24).toString('base64url')
  const now = clock.now()
  const later = new Date(now.getTime() + 86_400_000)
  await db.query({
    text: `with r as (insert into role (name, label, about, permissions) values ($1, $1, 'For a test.', $2)),
      a as (insert into account (id, name, email, self, roles, created_at, updated_at) values ($3, $4, $5, $6, $7, $8, $8))
      select 1`,
    values: [role, permissions, account, name, `${account}@example.com`, self ?? null, [role], now],
  })
  await db.query({
    text: `insert into session (id, token, account_id, expires_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)`,
    values: [clock.id(), hashToken(token), account, later, now],
  })
  return { account, name, token }
}
