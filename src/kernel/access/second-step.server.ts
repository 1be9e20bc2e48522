import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { type Answer, askForPasskey, checkPasskey } from './passkey.server.ts'
import { spendRecoveryCode } from './recovery.server.ts'
import { noteSignIn, noteThrottled } from './sign-in-log.server.ts'
import {
  type FirstStep,
  type Origin,
  type SecondStep,
  type Started,
  startSession,
  type Vouched,
} from './start-session.server.ts'
import { networkOf, throttle, TooMany } from './throttle.server.ts'
import { readTicket, spendTicket } from './ticket.server.ts'
import { spendCode } from './totp.server.ts'
import { hashToken } from './token.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'log' | 'secret' | 'url' | 'sealer'>

/** What somebody proves besides their password; one of them. */
export interface SecondProof {
  readonly code?: string | undefined
  readonly recoveryCode?: string | undefined
  readonly passkey?: Answer<unknown> | undefined
}

/** Asks for a passkey of the account that a sign-in waits for. Throws Forbidden 401 when it waited too long. */
export async function askForSecondPasskey(kernel: Needed, ticket: string) {
  const { account } = await waiting(kernel, ticket)
  return askForPasskey(kernel, account)
}

/** Ends a sign-in that waited for its second step. Throws Forbidden 401 for a wrong proof, TooMany after too many. */
export async function takeSecondStep(
  kernel: Needed,
  { ticket, proof, ...origin }: Origin & { readonly ticket: string; readonly proof: SecondProof },
): Promise<Started> {
  const { account, method, vouched } = await waiting(kernel, ticket)
  const second = wayOf(proof)
  const attempt = { account, method: `${method} + ${second}`, address: origin.address, userAgent: origin.userAgent }
  const limits = throttle({ db: kernel.db, now: kernel.clock.now })
  const network = networkOf(origin.address ?? '')
  const keys = { both: `second:${hashToken(`${account} ${network}`)}`, account: `second:${account}` }
  try {
    await limits.attempt([
      { key: keys.both, free: 5, firstWait: 5, longestWait: 900, forgetsEvery: 600 },
      { key: keys.account, free: 20, firstWait: 5, longestWait: 900, forgetsEvery: 300 },
    ])
    await mustProve(kernel, account, proof)
  } catch (error) {
    if (error instanceof TooMany) await noteThrottled(kernel.db, kernel.clock, attempt)
    else await kernel.db.transaction((tx) => noteSignIn(tx, kernel.clock, { ...attempt, outcome: 'wrong' }))
    throw error
  }
  if (!(await spendTicket(kernel, { purpose: 'second-step', ticket }))) throw tooLate()
  await limits.succeeded([keys.both, keys.account], [])
  return startSession(kernel, { ...origin, account, method, second, vouched })
}

/** Throws Forbidden 401 when this doesn't prove that it is the account's owner; what proves it is used up. */
export async function mustProve(kernel: Needed, account: string, proof: SecondProof): Promise<void> {
  if (proof.passkey) return void (await checkPasskey(kernel, proof.passkey, account))
  if (proof.code !== undefined && (await spendCode(kernel, account, proof.code))) return
  if (proof.recoveryCode !== undefined && (await spendRecoveryCode(kernel, account, proof.recoveryCode))) return
  throw new Failure(
    'Forbidden',
    proof.code === undefined
      ? 'This recovery code is not right, or was used before.'
      : 'This code is not right, or was used before. Wait for the next one.',
    { status: 401 },
  )
}

const wayOf = (proof: SecondProof): SecondStep =>
  proof.passkey ? 'passkey' : proof.code === undefined ? 'recovery code' : 'code'

interface WaitingSignIn {
  readonly account: string
  readonly method: FirstStep
  readonly vouched: Vouched | null
}

async function waiting(kernel: Needed, ticket: string): Promise<WaitingSignIn> {
  const about = await readTicket(kernel, { purpose: 'second-step', ticket })
  if (!about) throw tooLate()
  return {
    account: about['account'] ?? '',
    method: (about['method'] ?? 'password') as FirstStep,
    vouched: about['vouched'] === undefined ? null : (JSON.parse(about['vouched']) as Vouched),
  }
}

const tooLate = (): Failure => new Failure('Forbidden', 'This took too long. Sign in again.', { status: 401 })
