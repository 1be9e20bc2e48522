import { createAccount } from '../access/accounts.server.ts'
import { type Entered, enter } from '../access/enter.server.ts'
import { noteSignIn } from '../access/sign-in-log.server.ts'
import { type Origin, startSession } from '../access/start-session.server.ts'
import { system } from '../access/who.ts'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { Claims } from './claims.ts'
import { giveRoles } from './group-roles.server.ts'
import { link } from './links.server.ts'
import type { Provider } from './provider.server.ts'
import { isStrong } from './strength.ts'

const by = system('single sign-on')

/** Why nobody could be let in; the door has words for each. */
export type Refusal = 'expired' | 'refused' | 'unknown' | 'unverified' | 'taken' | 'disabled'
export class NotLetIn extends Error {
  readonly why: Refusal
  constructor(why: Refusal, options?: ErrorOptions) {
    super(`Signing in by a provider ended: ${why}.`, options)
    this.why = why
  }
}

/** Somebody whom a provider vouches for, and what it wants to be reminded of when their session ends here. */
export interface Arrival extends Origin {
  readonly provider: Provider
  readonly claims: Claims
  readonly hint: string
}

/** Finds whom the provider means, gives them the roles of their groups, and lets them in: at once where it vouches for a second factor, else as after a password. Throws NotLetIn with why not. */
export async function letIn(
  kernel: Pick<Kernel, 'db' | 'clock' | 'log' | 'secret' | 'url' | 'sealer'>,
  { provider, claims, hint, ...origin }: Arrival,
): Promise<Entered> {
  const { subject, sid, groups, sessionEnds: until } = claims
  const account = await accountFor(kernel, provider, claims)
  await giveRoles(kernel, { provider, account, groups, by })
  const vouched = { provider: provider.id, subject, sid, hint: kernel.sealer.seal(hint), until }
  const given = { ...origin, account, method: provider.protocol, vouched }
  try {
    if (isStrong(claims, provider)) return await startSession(kernel, { ...given, second: 'provider' })
    return await enter(kernel, given)
  } catch (error) {
    throw error instanceof Failure && error.status === 401 ? new NotLetIn('disabled', { cause: error }) : error
  }
}

type Needed = Pick<Kernel, 'db' | 'clock' | 'log'>

/** The account that the provider's subject is linked to; the first time the one with their verified e-mail. */
async function accountFor(
  kernel: Needed,
  provider: Provider,
  { subject, email, isVerified, name }: Claims,
): Promise<string> {
  const { db } = kernel
  const [known] = await db.query<{ account_id: string }>({
    text: 'select account_id from identity_link where provider = $1 and subject = $2',
    values: [provider.id, subject],
  })
  if (known) return known.account_id
  if (!email) throw new NotLetIn('unknown')
  if (!isVerified) throw new NotLetIn('unverified')
  const [found] = await db.query<{ id: string; is_linked: boolean }>({
    text: `select a.id, exists (select from identity_link l where l.account_id = a.id and l.provider = $2) as is_linked
      from account a where a.email = $1`,
    values: [email, provider.id],
  })
  // Somebody else at the provider has been this account before: an address that was given away again opens nothing.
  if (found?.is_linked) throw new NotLetIn('taken')
  const account = found?.id ?? (await made(kernel, provider, { email, name }))
  if (!(await link(kernel, { provider, subject, account, by }))) throw new NotLetIn('taken')
  return account
}

async function made(
  kernel: Needed,
  provider: Provider,
  { email, name }: { readonly email: string; readonly name: string | null },
): Promise<string> {
  if (!provider.makesAccounts) throw new NotLetIn('unknown')
  return createAccount(kernel, { name: name ?? email, email, roles: ['employee'] }, by)
}

/** Says in the log why a provider's answer was refused. */
export function logRefusal({ log }: Pick<Kernel, 'log'>, provider: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  log.warn({ event: 'sign_in_refused', provider, reason }, 'A sign-in by a provider was refused.')
}

/** Notes a sign-in that ended at the door. */
export const noteRefusal = (
  kernel: Pick<Kernel, 'db' | 'clock'>,
  { address, userAgent }: Origin,
  { why, method }: { readonly why: Refusal; readonly method: Provider['protocol'] },
): Promise<void> =>
  kernel.db.transaction((tx) =>
    noteSignIn(tx, kernel.clock, {
      account: null,
      method,
      outcome: why === 'disabled' ? 'disabled' : 'wrong',
      address,
      userAgent,
    }),
  )
