import type { Kernel } from '../kernel.server.ts'
import type { Auth } from './auth.server.ts'
import { networkOf, throttle } from './throttle.server.ts'
import { hashToken } from './token.server.ts'

export interface SignInRequest {
  readonly email: string
  readonly password: string
  readonly address: string
  readonly userAgent: string
  /** The token of a session that the browser already has; it ends when the sign-in succeeds. */
  readonly previous: string | null
}

/** Signs in by password, throttled over all servers by account, by network and by both. */
export async function signIn(
  kernel: Pick<Kernel, 'db' | 'clock' | 'log'>,
  auth: Auth,
  { email, password, address, userAgent, previous }: SignInRequest,
): Promise<{ cookie: string; token: string; account: string }> {
  const account = email.trim().toLowerCase()
  const keys = keysOf(account, address)
  const limits = throttle({ db: kernel.db, now: kernel.clock.now })
  await limits.attempt([
    { key: keys.both, free: 5, firstWait: 2, longestWait: 900, forgetsEvery: 600 },
    { key: keys.account, free: 50, firstWait: 2, longestWait: 300, forgetsEvery: 60 },
    { key: keys.network, free: 100, firstWait: 2, longestWait: 900, forgetsEvery: 10 },
  ])
  const signedIn = await auth.signIn({ email: account, password, address, userAgent }).catch((error: unknown) => {
    kernel.log.warn({ event: 'sign_in_refused', account: hashToken(account), address }, 'A sign-in was refused.')
    throw error
  })
  await limits.succeeded([keys.both, keys.account], [keys.network])
  if (previous) await kernel.db.query({ text: 'delete from session where token = $1', values: [hashToken(previous)] })
  kernel.log.info({ event: 'signed_in', account: signedIn.account, address }, 'Someone signed in.')
  return signedIn
}

/** Throttles the guessing of one secret, such as the set-up code: `check` throws when the guess was wrong. */
export async function guess<T>(kernel: Pick<Kernel, 'db' | 'clock'>, key: string, check: () => Promise<T>): Promise<T> {
  const limits = throttle({ db: kernel.db, now: kernel.clock.now })
  await limits.attempt([{ key, free: 10, firstWait: 2, longestWait: 900, forgetsEvery: 60 }])
  const result = await check()
  await limits.succeeded([key], [])
  return result
}

// Addresses of people are not kept in plain in a table that nobody needs to read.
const keysOf = (account: string, address: string) => ({
  both: `both:${hashToken(`${account} ${networkOf(address)}`)}`,
  account: `account:${hashToken(account)}`,
  network: `network:${networkOf(address)}`,
})
