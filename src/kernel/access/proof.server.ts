import type { FastifyRequest } from 'fastify'
import { Failure, forbidden, invalid, proofNeeded } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { mustBePassword } from './check-password.server.ts'
import { mustProve, type SecondProof } from './second-step.server.ts'
import type { SessionState } from './session.server.ts'
import { guess } from './sign-in.server.ts'
import { replaceSession, type Started } from './start-session.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'log' | 'secret' | 'url' | 'sealer'>

/** How long a proof holds, seconds. */
export const proofLasts = 600

/** Until when the proof of a session holds; null when it doesn't any more. */
export function provedUntil(session: SessionState | null, now: Date): Date | null {
  const until = new Date((session?.provedAt?.getTime() ?? 0) + proofLasts * 1000)
  return until > now ? until : null
}

/** The caller's account and session, of somebody who proved who they are within ten minutes. Throws ProofNeeded, and Forbidden for a program with a key. */
export function mustBeProved(
  { who, session }: Pick<FastifyRequest, 'who' | 'session'>,
  now: Date,
): { readonly account: string; readonly session: SessionState } {
  const own = mustBeSession({ who, session })
  if (!provedUntil(session, now)) throw proofNeeded()
  return own
}

/** The caller's account and session. Throws Forbidden for a program with a key: it can't reach what lets its owner in. */
export function mustBeSession({ who, session }: Pick<FastifyRequest, 'who' | 'session'>): {
  readonly account: string
  readonly session: SessionState
} {
  if (!session || who.account === null)
    throw forbidden('A key can’t see or change how its owner signs in. Use the web app.')
  return { account: who.account, session }
}

/** What proves anew who somebody is: their password, or what they have besides. */
export interface Proof extends Pick<SecondProof, 'code' | 'passkey'> {
  readonly password?: string | undefined
}

/** Proves anew who the caller is, and gives the session a new token. Throws Invalid at what isn't right, TooMany. */
export async function prove(
  kernel: Needed,
  request: Pick<FastifyRequest, 'who' | 'session'>,
  proof: Proof,
): Promise<Started> {
  const { account, session } = mustBeSession(request)
  const { password } = proof
  await guess(kernel, `password:${account}`, () =>
    password === undefined
      ? mustProve(kernel, account, proof).catch(stayIn)
      : mustBePassword(kernel.db, account, { password, field: 'password' }),
  )
  return replaceSession(kernel, session.id)
}

// A wrong proof ends no session, so it mustn't read as if nobody were signed in.
function stayIn(error: unknown): never {
  if (error instanceof Failure && error.status === 401)
    throw invalid([{ field: 'code', says: error.message }], error.message)
  throw error
}
