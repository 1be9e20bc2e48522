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
import { keepRefusal } from './refusals.server.ts'
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
  const refuse = async (why: Refusal, cause?: unknown): Promise<never> => {
    await keepRefusal(kernel, provider.id, new Error(reasonOf(why, claims)))
    throw new NotLetIn(why, { cause })
  }
  const account = await accountFor(kernel, provider, claims).catch((error: unknown) => {
    if (error instanceof NotLetIn) return refuse(error.why)
    throw error
  })
  await giveRoles(kernel, { provider, account, groups, by })
  const vouched = { provider: provider.id, subject, sid, hint: kernel.sealer.seal(hint), until }
  const given = { ...origin, account, method: provider.protocol, vouched }
  try {
    if (isStrong(claims, provider)) return await startSession(kernel, { ...given, second: 'provider' })
    return await enter(kernel, given)
  } catch (error) {
    if (error instanceof Failure && error.status === 401) return refuse('disabled', error)
    throw error
  }
}

/** In words for whoever set the provider up; the one who wasn't let in reads others. */
function reasonOf(why: Refusal, { email, subject }: Claims): string {
  if (why === 'disabled') return `the account of ${email ?? subject} is disabled`
  if (!email) return 'it gives no e-mail, so nobody can be found by it'
  if (why === 'unverified') return `it doesn’t say that ${email} is verified, and isn’t trusted with addresses`
  if (why === 'taken') return `the account of ${email} is linked to another name there`
  return `nobody here has the e-mail ${email}`
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
