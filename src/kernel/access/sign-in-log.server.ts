import { hash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'

/** How an attempt to sign in ended. */
export type SignInOutcome = 'in' | 'wrong' | 'throttled' | 'disabled'

/** One attempt to sign in. */
export interface SignInAttempt {
  /** Null where nobody has the e-mail that was given. */
  readonly account: string | null
  readonly method: string
  readonly outcome: SignInOutcome
  readonly address: string | null
  readonly userAgent: string | null
}
export interface StoredSignIn extends SignInAttempt {
  readonly entry: number
  readonly at: Date
  readonly hash: Buffer
}

/** Adds an attempt to the chain of sign-ins; inside the transaction that makes its session, where there is one. */
export async function noteSignIn(tx: Db, clock: Pick<Clock, 'now'>, attempt: SignInAttempt): Promise<void> {
  // One at a time: each takes up the hash of the one before.
  await tx.query('select pg_advisory_xact_lock(7243003)')
  const [last] = await tx.query<Pick<StoredSignIn, 'entry' | 'hash'>>(
    'select entry, hash from sign_in order by entry desc limit 1',
  )
  const next = { ...attempt, entry: (last?.entry ?? 0) + 1, at: clock.now() }
  await tx.query({
    text: `insert into sign_in (entry, at, account_id, method, outcome, address, user_agent, hash) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      next.entry,
      next.at,
      next.account,
      next.method,
      next.outcome,
      next.address,
      next.userAgent,
      hashSignIn(last?.hash ?? noSignIn, next),
    ],
  })
}

const quietSeconds = 60

/** Adds an attempt that had to wait, unless the one before was the same a moment ago: whoever hammers at the door fills no table. */
export async function noteThrottled(
  db: Db,
  clock: Pick<Clock, 'now'>,
  attempt: Omit<SignInAttempt, 'outcome'>,
): Promise<void> {
  if (attempt.account === null) return
  await db.transaction(async (tx) => {
    const [last] = await tx.query<{ outcome: string; at: Date }>({
      text: 'select outcome, at from sign_in where account_id = $1 order by entry desc limit 1',
      values: [attempt.account],
    })
    const isRepeated = last?.outcome === 'throttled' && clock.now().getTime() - last.at.getTime() < quietSeconds * 1000
    if (!isRepeated) await noteSignIn(tx, clock, { ...attempt, outcome: 'throttled' })
  })
}

/** What the first entry's hash takes up. */
export const noSignIn: Buffer = Buffer.alloc(32)

/** SHA-256 over the hash before and the entry's own values in fixed order. */
export function hashSignIn(previous: Buffer, entry: Omit<StoredSignIn, 'hash'>): Buffer {
  const { at, account, method, outcome, address, userAgent } = entry
  const text = JSON.stringify([entry.entry, at, account, method, outcome, address, userAgent])
  return hash('sha256', Buffer.concat([previous, Buffer.from(text)]), 'buffer')
}

/** The columns of `sign_in` as a `StoredSignIn`. */
export const signInColumns =
  'entry, at, account_id as account, method, outcome, address, user_agent as "userAgent", hash'

/** An attempt as pages show it. */
export interface ShownSignIn {
  readonly entry: number
  readonly at: string
  readonly method: string
  readonly outcome: SignInOutcome
  readonly address: string | null
  readonly userAgent: string | null
}

/** An account's attempts to sign in, newest first; `before` is the last `entry` of the page before. */
export async function readSignIns(
  db: Db,
  account: string,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly ShownSignIn[]> {
  const rows = await db.query<StoredSignIn>({
    text: `select ${signInColumns} from sign_in where account_id = $1 and entry < $2 order by entry desc limit $3`,
    values: [account, before ?? Number.MAX_SAFE_INTEGER, limit],
  })
  return rows.map(({ entry, at, method, outcome, address, userAgent }) => ({
    entry,
    at: at.toISOString(),
    method,
    outcome,
    address,
    userAgent,
  }))
}
