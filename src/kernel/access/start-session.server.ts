import { randomBytes } from 'node:crypto'
import type { Db } from '../database/db.server.ts'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { sessionCookie } from './cookie.server.ts'
import { readPolicy } from './policy.server.ts'
import { noteSignIn } from './sign-in-log.server.ts'
import { hashToken } from './token.server.ts'

/** What somebody proved first: a password here, one that a directory checked, a passkey, or what a provider says. */
export type FirstStep = 'password' | 'directory' | 'passkey' | 'oidc' | 'saml'
/** What somebody proved besides; 'provider' where the one who vouches for them says that they did. */
export type SecondStep = 'code' | 'recovery code' | 'passkey' | 'provider'

/** From where somebody signs in. */
export interface Origin {
  readonly address: string | null
  readonly userAgent: string | null
  /** The token of a session that the browser already has; it ends when the sign-in succeeds. */
  readonly previous?: string | null
}
/** Who vouched for a session, and what they call it, so that they can end it and be told when it ends here. */
export interface Vouched {
  readonly provider: string
  readonly subject: string
  readonly sid: string | null
  /** What the provider wants to be reminded of, sealed. */
  readonly hint: string | null
  /** When the provider ends its session, as ISO 8601; ours doesn't outlive it. Null where it doesn't say. */
  readonly until: string | null
}
export interface NewSession extends Origin {
  readonly account: string
  readonly method: FirstStep
  readonly second?: SecondStep | null
  readonly vouched?: Vouched | null
}
/** A session that began: the token, and the same as a `Set-Cookie` line. */
export interface Started {
  readonly account: string
  readonly session: string
  readonly token: string
  readonly cookie: string
}
type Needed = Pick<Kernel, 'db' | 'clock' | 'log' | 'secret' | 'url'>

/** Signs in an account that proved who it is, and notes it. Throws Forbidden 401 when the account is disabled or gone. */
export async function startSession(kernel: Needed, given: NewSession): Promise<Started> {
  const { clock, log, url, secret } = kernel
  const { account, address, userAgent, method, second = null, previous = null, vouched = null } = given
  const token = newToken()
  const now = clock.now()
  const { sessionLasts } = await readPolicy(kernel.db)
  const lasts = Math.min(sessionLasts, secondsUntil(vouched?.until, now))
  const id = clock.id()
  const way = second ? `${method} + ${second}` : method
  const attempt = { account, address, userAgent, method: way }
  const isIn = await kernel.db.transaction(async (tx) => {
    const isOpen = await isEnabled(tx, account)
    if (isOpen === null) return false
    await noteSignIn(tx, clock, { ...attempt, outcome: isOpen ? 'in' : 'disabled' })
    if (!isOpen) return false
    await tx.query({
      text: `insert into session (id, token, account_id, expires_at, address, user_agent, method, is_strong, proved_at, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9)`,
      values: [
        id,
        hashToken(token),
        account,
        new Date(now.getTime() + lasts * 1000),
        address,
        userAgent,
        way,
        second !== null || method === 'passkey',
        now,
      ],
    })
    // With the session, so that no logout comes between the two.
    if (vouched)
      await tx.query({
        text: 'insert into identity_session (session_id, provider, subject, sid, hint) values ($1, $2, $3, $4, $5)',
        values: [id, vouched.provider, vouched.subject, vouched.sid, vouched.hint],
      })
    if (previous) await tx.query({ text: 'delete from session where token = $1', values: [hashToken(previous)] })
    return true
  })
  if (!isIn) throw disabled()
  log.info({ event: 'signed_in', account, address, method: way }, 'Someone signed in.')
  return { account, session: id, token, cookie: sessionCookie({ url, secret }, token, lasts) }
}

// At least a minute, for clocks that differ.
const secondsUntil = (until: string | null | undefined, now: Date): number =>
  until ? Math.max(60, Math.floor((Date.parse(until) - now.getTime()) / 1000)) : Number.POSITIVE_INFINITY

const newToken = (): string => randomBytes(32).toString('hex')

export const disabled = (): Failure =>
  new Failure('Forbidden', 'This account is disabled. Ask an administrator.', { status: 401 })

// Locked, so that whoever disables the account meanwhile finds the session.
async function isEnabled(tx: Db, account: string): Promise<boolean | null> {
  const [row] = await tx.query<{ is_disabled: boolean }>({
    text: 'select is_disabled from account where id = $1 for share',
    values: [account],
  })
  return row ? !row.is_disabled : null
}

/** How a session changes when its owner proves who they are anew, or gains a second factor. */
export interface Elevation {
  readonly isStrong?: boolean
}
const graceMs = 10_000

/** Gives a session a new token, so that nobody goes on with one that was seen before: what its owner just proved holds for the new one only, and the old one ends within seconds. */
export async function replaceSession(
  kernel: Pick<Kernel, 'db' | 'clock' | 'secret' | 'url'>,
  session: string,
  { isStrong }: Elevation = {},
): Promise<Started> {
  const { db, clock, url, secret } = kernel
  const token = newToken()
  const id = clock.id()
  const now = clock.now()
  return db.transaction(async (tx) => {
    const [made] = await tx.query<{ account: string; expires_at: Date }>({
      text: `insert into session (id, token, account_id, expires_at, address, user_agent, method, is_strong, proved_at, created_at, updated_at)
        select $2, $3, account_id, expires_at, address, user_agent, method, coalesce($4, is_strong), $5, created_at, $5
        from session where id = $1 and not is_replaced returning account_id as account, expires_at`,
      values: [session, id, hashToken(token), isStrong ?? null, now],
    })
    if (!made) throw new Failure('Forbidden', 'This session has ended. Sign in again.', { status: 401 })
    await tx.query({
      text: `insert into identity_session (session_id, provider, subject, sid, hint)
        select $2, provider, subject, sid, hint from identity_session where session_id = $1`,
      values: [session, id],
    })
    await tx.query({
      text: 'update session set is_replaced = true, expires_at = least(expires_at, $2) where id = $1',
      values: [session, new Date(now.getTime() + graceMs)],
    })
    const seconds = Math.max(0, Math.floor((made.expires_at.getTime() - now.getTime()) / 1000))
    return { account: made.account, session: id, token, cookie: sessionCookie({ url, secret }, token, seconds) }
  })
}
