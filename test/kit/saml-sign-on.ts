import { beforeAll, beforeEach, expect } from 'vitest'
import { roles } from '../../src/foundation/roles.ts'
import { createAccount } from '../../src/kernel/access/accounts.server.ts'
import { ensureRoles } from '../../src/kernel/access/roles.server.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { testApplication } from './application.ts'
import { freePort } from './free-port.ts'
import { assertionOf, base64, makeKeys, messageIn, metadataWith, responseOf, signed, type Told } from './saml.ts'
import { form, openBrowser, type Walker } from './walker.ts'

/** A listening application and a SAML provider whose answers a test writes itself. Call it at the top level of a test file. */
export async function samlSignOn() {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const application = await testApplication({ clock: systemClock, url })
  const { app, kernel, db } = application
  await ensureRoles(db, roles)
  const keys = makeKeys()
  const given = { name: 'Example', protocol: 'saml', metadata: metadataWith(makeKeys().certificate, keys.certificate) }
  const groupRoles = [{ group: 'leads', role: 'it_manager' }]
  const rest = { trustsEmail: true, groupsClaim: 'groups', groupRoles }
  const { id } = await kernel.store.asSystem('test').create('identity_provider', { ...given, ...rest })
  const its = `${url}/api/v1/sign-in/providers/${id}`
  const [audience, recipient, logout] = [`${its}/metadata`, `${its}/acs`, `${its}/saml-logout`]
  beforeAll(() => app.listen({ port, host: '127.0.0.1' }).then(() => undefined))
  const set = (values: Readonly<Record<string, string | boolean | null>>): Promise<unknown> =>
    kernel.store.asSystem('test').update('identity_provider', id, values)
  beforeEach(() => set({ isAlwaysStrong: false, strongContexts: null, makesAccounts: false, trustsEmail: true }))

  let made = 0
  /** Somebody with an account here and a name there. */
  const somebody = async () => {
    const subject = `subject-${++made}`
    const email = `${subject}@example.com`
    const account = await createAccount(kernel, { name: `Number ${made}`, email, roles: ['employee'] })
    return { subject, email, account }
  }
  /** Leaves for the provider; what it may say then. */
  const leave = async (one: Walker, { subject, email }: Pick<Told, 'subject' | 'email'>, to = '/people') => {
    const answer = await one.go(`${its}/start?to=${encodeURIComponent(to)}`)
    expect(answer.status).toBe(303)
    const sent = messageIn(answer.headers.get('location') ?? '')
    const told: Told = { audience, recipient, request: sent.id, subject, email }
    return { ...sent, told, address: answer.headers.get('location') ?? '' }
  }
  /** Posts an answer as a page of the provider does, and follows it: where it ends. */
  const bring = async (one: Walker, xml: string, relayState: string): Promise<string> => {
    const brought = await one.go(recipient, form({ SAMLResponse: base64(xml), RelayState: relayState }))
    const next = brought.headers.get('location')
    if (next === null) return `${brought.status}`
    if (!next.includes('/finish')) return next
    const finished = await one.go(new URL(next, url).href)
    return finished.headers.get('location') ?? `${finished.status}`
  }
  /** A right answer, signed as it should be. */
  const right = (told: Told): string => responseOf(signed(assertionOf(told), keys), told)
  /** Somebody new signs in, and the provider's answer is this. */
  const arriving = async (
    answer: (told: Told) => string,
  ): Promise<{ landed: string; one: Walker; account: string }> => {
    const who = await somebody()
    const one = openBrowser(url)
    const { told, relayState } = await leave(one, who)
    const landed = await bring(one, answer(told), relayState)
    return { landed, one, account: who.account }
  }
  return {
    ...application,
    url,
    id,
    its,
    keys,
    recipient,
    audience,
    logout,
    set,
    somebody,
    leave,
    bring,
    right,
    arriving,
  }
}
