import type { FastifyReply, FastifyRequest } from 'fastify'
import { randomBytes } from 'node:crypto'
import type { Entered } from '../access/enter.server.ts'
import { cookieIn } from '../access/token.server.ts'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { NotLetIn, type Refusal } from './let-in.server.ts'
import { type Finished, leaveForOidc } from './oidc.server.ts'
import { providerOf } from './provider.server.ts'
import { leaveForSaml } from './saml.server.ts'

const minutes = 15

/** Begins to sign in by a provider: its page to go to, and what the browser keeps until it comes back. */
export async function begin(
  kernel: Kernel,
  { provider: id, to }: { readonly provider: string; readonly to: string },
): Promise<{ readonly address: string; readonly cookie: string }> {
  const provider = await providerOf(kernel, id)
  const binding = randomBytes(24).toString('base64url')
  const address =
    provider.protocol === 'saml'
      ? await leaveForSaml(kernel, { provider, to, binding, minutes })
      : await leaveForOidc(kernel, { provider, to, binding, minutes })
  return { address, cookie: bindingCookie(kernel, binding, minutes * 60) }
}

const isSecure = ({ url }: Pick<Kernel, 'url'>): boolean => url.startsWith('https:')
// Over https only this very host can set it, for all of its paths.
const bindingName = (kernel: Pick<Kernel, 'url'>): string => `${isSecure(kernel) ? '__Host-' : ''}quarterdeck.sign_in`

const bindingCookie = (kernel: Pick<Kernel, 'url'>, value: string, seconds: number): string =>
  `${bindingName(kernel)}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${isSecure(kernel) ? '; Secure' : ''}`

/** What the browser kept since it left for a provider. */
export const bindingIn = (kernel: Pick<Kernel, 'url'>, { headers }: FastifyRequest): string | null =>
  cookieIn(headers.cookie, bindingName(kernel))

/** Leads whoever came back to where they wanted to go, or to the second step; what the browser kept is done with. */
export function leadOn(kernel: Pick<Kernel, 'url'>, reply: FastifyReply, { entered, to }: Finished): FastifyReply {
  if ('cookie' in entered) return forgetBinding(kernel, reply).header('set-cookie', entered.cookie).redirect(to, 303)
  return forgetBinding(kernel, reply).redirect(secondStepAddress(entered, to), 303)
}

// In the part of the address that no server is sent, so that it stands in no log.
function secondStepAddress({ secondStep: { ticket, ways } }: Exclude<Entered, { cookie: string }>, to: string): string {
  const hash = new URLSearchParams({ 'second-step': ticket, ways: ways.join(',') })
  return `/sign-in?to=${encodeURIComponent(to)}#${hash}`
}

/** Makes the browser forget what it kept, and keeps the answer out of every cache. */
export const forgetBinding = (kernel: Pick<Kernel, 'url'>, reply: FastifyReply): FastifyReply =>
  reply.header('set-cookie', bindingCookie(kernel, '', 0)).header('cache-control', 'no-store')

/** Leads back to the door, which says why in words. */
export const leadBack = (reply: FastifyReply, why: Refusal): FastifyReply =>
  reply.header('cache-control', 'no-store').redirect(`/sign-in?problem=${why}`, 303)

/** Why nobody was let in. Throws what is nobody's refusal. */
export function whyNot(error: unknown): Refusal {
  if (error instanceof NotLetIn) return error.why
  if (error instanceof Failure) return 'refused'
  throw error
}
