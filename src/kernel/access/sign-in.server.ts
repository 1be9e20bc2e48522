import { isRightInDirectory, leavesPasswordTo } from '../directory/sign-in-check.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { checkByEmail, wrongPassword } from './check-password.server.ts'
import { type Entered, enter } from './enter.server.ts'
import { type Answer, askForPasskey, checkPasskey } from './passkey.server.ts'
import { noteSignIn, noteThrottled } from './sign-in-log.server.ts'
import { disabled, type FirstStep, type Origin, type Started, startSession } from './start-session.server.ts'
import { type Limit, networkOf, throttle, TooMany } from './throttle.server.ts'
import { hashToken } from './token.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'log' | 'secret' | 'url' | 'store' | 'registry' | 'sealer'>

export interface SignInRequest extends Origin {
  readonly email: string
  readonly password: string
  readonly address: string
}

/** Signs in by password, the account's own or the one that it has in the directory, throttled over all servers by account, by network and by both. */
export async function signIn(kernel: Needed, { email, password, ...origin }: SignInRequest): Promise<Entered> {
  const { db, clock, log } = kernel
  const { address, userAgent } = origin
  const name = email.trim().toLowerCase()
  const keys = keysOf(name, address)
  const limits = throttle({ db, now: clock.now })
  const attempt = { method: 'password', address, userAgent }
  await limits.attempt([...limitsOf(keys), networkLimit(keys.network)]).catch(async (error: unknown) => {
    if (error instanceof TooMany) await noteThrottled(db, clock, { ...attempt, account: await idOf(kernel, name) })
    throw error
  })
  const { account, isRight: isSame, isDisabled } = await checkByEmail(db, name, password)
  const isOwn = isSame && account !== null && !(await leavesPasswordTo(kernel, account))
  const isRight = isOwn || (account !== null && !isDisabled && (await isRightInDirectory(kernel, account, password)))
  const method: FirstStep = isOwn ? 'password' : 'directory'
  if (!account || !isRight || isDisabled) {
    const outcome = isRight && isDisabled ? 'disabled' : 'wrong'
    await db.transaction((tx) => noteSignIn(tx, clock, { ...attempt, account, outcome }))
    log.warn({ event: 'sign_in_refused', account: hashToken(name), address }, 'A sign-in was refused.')
    throw outcome === 'disabled' ? disabled() : wrongPassword()
  }
  await limits.succeeded([keys.both, keys.account], [keys.network])
  return enter(kernel, { account, method, ...origin })
}

/** Asks for a passkey, of whomever; throttled by network, since each is remembered until it is answered or too old. */
export async function beginPasskey(kernel: Needed, address: string) {
  const limits = throttle({ db: kernel.db, now: kernel.clock.now })
  await limits.attempt([networkLimit(`passkey:${networkOf(address)}`)])
  return askForPasskey(kernel)
}

/** Signs in by a passkey, which proves both its possession and who holds it: no second step. */
export async function signInByPasskey(
  kernel: Needed,
  { ticket, response, ...origin }: Origin & Answer<unknown>,
): Promise<Started> {
  const account = await checkPasskey(kernel, { ticket, response })
  return startSession(kernel, { ...origin, account, method: 'passkey' })
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
const limitsOf = ({ both, account }: { readonly both: string; readonly account: string }): readonly Limit[] => [
  { key: both, free: 5, firstWait: 2, longestWait: 900, forgetsEvery: 600 },
  { key: account, free: 50, firstWait: 2, longestWait: 300, forgetsEvery: 60 },
]
const networkLimit = (key: string): Limit => ({ key, free: 100, firstWait: 2, longestWait: 900, forgetsEvery: 10 })

async function idOf({ db }: Needed, email: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>({ text: 'select id from account where email = $1', values: [email] })
  return row?.id ?? null
}
