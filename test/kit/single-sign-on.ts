import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { roles } from '../../src/foundation/roles.ts'
import { createAccount } from '../../src/kernel/access/accounts.server.ts'
import { ensureRoles } from '../../src/kernel/access/roles.server.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { type OidcProvider, startOidcProvider } from '../counterparts/oidc.ts'
import { testApplication } from './application.ts'
import { freePort } from './free-port.ts'
import { createCaller } from './record/callers.ts'
import { form, openBrowser, type Walker } from './walker.ts'

export const groupRoles = [
  { group: 'leads', role: 'it_manager' },
  { group: 'desk', role: 'service_desk_agent' },
]

interface Somebody {
  readonly isVerified?: boolean | 'unsaid'
  readonly groups?: readonly string[]
  /** Roles here, besides Employee. */
  readonly roles?: readonly string[]
  readonly methods?: readonly string[]
  readonly context?: string
}

/** A listening application and a real provider that knows it. Call it at the top level of a test file. */
export async function singleSignOn() {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  // The provider's clock is the machine's, so ours is, too.
  const application = await testApplication({ clock: systemClock, url })
  const { app, kernel, db } = application
  const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
  const headers = { authorization: `Bearer ${boss.token}` }
  await ensureRoles(db, roles)
  const provider: OidcProvider = await startOidcProvider(`${url}/api/v1/sign-in/providers/callback`)
  const { issuer, clientId, clientSecret } = provider
  const given = { name: 'Example', issuer, clientId, clientSecret, groupsClaim: 'groups', groupRoles }
  const { id } = await kernel.store.asSystem('test').create('identity_provider', given)
  beforeAll(() => app.listen({ port, host: '127.0.0.1' }).then(() => undefined))
  afterAll(() => provider.stop())

  const set = async (values: object): Promise<void> => {
    const at = `/api/v1/identity-providers/${id}`
    const { version } = (await app.inject({ url: at, headers })).json<{ version: number }>()
    const match = { ...headers, 'if-match': `"${version}"` }
    const answer = await app.inject({ method: 'PATCH', url: at, headers: match, payload: values })
    expect(answer.statusCode).toBe(200)
  }
  beforeEach(() =>
    set({ isOn: true, trustsEmail: false, makesAccounts: false, isAlwaysStrong: false, strongContexts: null }),
  )

  const isOurs = (to: string): boolean => to.startsWith(url)
  /** Goes to the provider, says who one is, and stops before coming back: resolves to the way back. */
  const atProvider = async (one: Walker, login: string, to = '/people'): Promise<string> => {
    const start = `${url}/api/v1/sign-in/providers/${id}/start?to=${encodeURIComponent(to)}`
    const { at, answer } = await one.follow(start, {}, (next) => isOurs(next) && !next.includes('/start'))
    if (isOurs(at) && answer.status !== 200) return at
    return (await one.follow(at, form({ login }), isOurs)).at
  }
  const enter = async (login: string, to?: string): Promise<{ one: Walker; landed: string }> => {
    const one = openBrowser(url)
    const answer = await one.go(await atProvider(one, login, to))
    return { one, landed: answer.headers.get('location') ?? `${answer.status}` }
  }

  let made = 0
  /** Somebody with an account here and a name there. */
  const somebody = async ({ isVerified = true, groups = [], roles = [], ...how }: Somebody = {}) => {
    const sub = `sub-${++made}`
    const email = `${sub}@example.com`
    provider.people.set(sub, {
      sub,
      email,
      ...(isVerified === 'unsaid' ? {} : { email_verified: isVerified }),
      name: `Number ${made}`,
      groups,
      ...how,
    })
    const account = await createAccount(kernel, { name: `Number ${made}`, email, roles: ['employee', ...roles] })
    return { sub, email, account }
  }
  return { ...application, url, headers, provider, id, set, atProvider, enter, somebody }
}
