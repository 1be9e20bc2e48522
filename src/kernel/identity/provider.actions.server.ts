import type { ActionHandler } from '../record/action.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { invalid } from '../errors.ts'
import { discover, providerOf } from './provider.server.ts'

/** Asks the provider who it is, and changes nothing; throws Invalid with what is wrong in words. */
export const tryProvider =
  (kernel: Kernel): ActionHandler =>
  async ({ row }) => {
    const provider = await providerOf(kernel, row.id, { evenOff: true })
    const configuration = await discover(provider).catch((error: unknown) => {
      throw invalid([{ field: 'issuer', says: error instanceof Error ? error.message : String(error) }])
    })
    const { authorization_endpoint: door, jwks_uri: keys, scopes_supported: scopes } = configuration.serverMetadata()
    if (!door || !keys)
      throw invalid([{ field: 'issuer', says: 'It has no page to sign in at, or no keys to prove itself.' }])
    const missing = provider.scopes.split(/\s+/).filter((scope) => scopes !== undefined && !scopes.includes(scope))
    if (missing.length > 0) throw invalid([{ field: 'scopes', says: `It doesn’t know ${missing.join(', ')}.` }])
  }
