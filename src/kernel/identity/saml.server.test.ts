import { describe, expect, it } from 'vitest'
import { samlSignOn } from '../../../test/kit/saml-sign-on.ts'
import {
  assertionOf,
  at,
  base64,
  entityId,
  makeKeys,
  responseOf,
  signed,
  signedWeakly,
  signOnAt,
  type Told,
} from '../../../test/kit/saml.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { form, openBrowser } from '../../../test/kit/walker.ts'
import { disable } from '../access/accounts.server.ts'
import { forgetRefusals } from './refusals.server.ts'

const { db, kernel, url, its, keys, recipient, set, somebody, leave, bring, right, arriving } = await samlSignOn()

const refused = '/sign-in?problem=refused'
const expired = '/sign-in?problem=expired'

/** One change to what the provider signs. */
const before = (change: (assertion: string) => string) => (told: Told) =>
  responseOf(signed(change(assertionOf(told)), keys), told)
/** One change to what it signed, or to what is around it. */
const after = (change: (response: string, told: Told) => string) => (told: Told) => change(right(told), told)
const swap = (from: string | RegExp, to: string) => (xml: string) => {
  expect(xml).toMatch(from)
  return xml.replace(from, to)
}

describe('somebody whom a SAML provider knows', () => {
  it('is sent there with a signed request of ours, enters, and lands where they wanted to go', async () => {
    const who = await somebody()
    const one = openBrowser(url)
    const { told, relayState, xml, address } = await leave(one, who, '/services?tab=1')
    expect(address.startsWith(`${signOnAt}?`)).toBe(true)
    expect(new URL(address).searchParams.get('SigAlg')).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')
    expect(xml).toContain(`AssertionConsumerServiceURL="${recipient}"`)
    expect(await bring(one, right(told), relayState)).toBe('/services?tab=1')
    expect((await one.me())?.account.id).toBe(who.account)
    const [noted] = await db.query({
      text: 'select method, outcome from sign_in where account_id = $1',
      values: [who.account],
    })
    expect(noted).toEqual({ method: 'saml', outcome: 'in' })
  })

  it('is the same the next time, whatever their address is', async () => {
    const who = await somebody()
    for (const email of [who.email, 'another@example.com']) {
      const one = openBrowser(url)
      const { told, relayState } = await leave(one, { ...who, email })
      expect(await bring(one, right(told), relayState)).toBe('/people')
      expect((await one.me())?.account.id).toBe(who.account)
    }
  })

  it('isn’t known by an address that the provider isn’t trusted with', async () => {
    await set({ trustsEmail: false })
    expect((await arriving(right)).landed).toBe('/sign-in?problem=unverified')
  })

  it('isn’t let in once their account is disabled', async () => {
    const who = await somebody()
    await disable(kernel, who.account)
    const one = openBrowser(url)
    const { told, relayState } = await leave(one, who)
    expect(await bring(one, right(told), relayState)).toBe('/sign-in?problem=disabled')
  })

  it('has the roles of their groups', async () => {
    const { landed, account } = await arriving((told) => right({ ...told, groups: ['others', 'leads'] }))
    expect(landed).toBe('/people')
    const [row] = await db.query({ text: 'select roles from account where id = $1', values: [account] })
    expect(row).toEqual({ roles: ['employee', 'it_manager'] })
  })
})

describe('whoever keeps the provider', () => {
  it('reads why the last five weren’t let in, newest first, without what a message may bring along', async () => {
    const { headers } = await createCaller(kernel, { name: 'Keeper', permissions: ['identity_provider.read'] }).then(
      ({ token }) => ({ headers: { authorization: `Bearer ${token}` } }),
    )
    const reasons = async (): Promise<readonly string[]> => {
      const answer = await fetch(`${url}/api/v1/identity-providers/${its.split('/').at(-1)}/connection`, { headers })
      return ((await answer.json()) as { refusals: { reason: string }[] }).refusals.map(({ reason }) => reason)
    }
    await arriving(before(swap(/<saml:Audience>[^<]+/, '<saml:Audience>https://other.example.com')))
    expect((await reasons())[0]).toBe('it is for somebody else')
    await set({ trustsEmail: false })
    await arriving(right)
    expect((await reasons())[0]).toMatch(/^it doesn’t say that subject-\d+@example\.com is verified/)
    await set({ trustsEmail: true })
    for (let left = 6; left > 0; left -= 1)
      await arriving(before(swap(entityId, `https://evil.example/&#10;${'x'.repeat(500)}`)))
    const seen = await reasons()
    expect(seen).toHaveLength(5)
    await forgetRefusals(db, new Date(Date.now() - 60_000))
    expect(await reasons()).toEqual(seen)
    await forgetRefusals(db, new Date(Date.now() + 60_000))
    expect(await reasons()).toEqual([])
    expect(seen.every((reason) => reason.length <= 300 && !reason.includes('\n'))).toBe(true)
  })
})

describe('a session', () => {
  it('ends no later than the provider’s, and sooner where the settings say so', async () => {
    for (const [sessionEnds, wanted] of [
      [3600, 3600],
      [86_400 * 90, 86_400 * 30],
    ] as const) {
      const { landed, account } = await arriving((told) => right({ ...told, sessionEnds }))
      expect(landed).toBe('/people')
      const [row] = await db.query<{ seconds: number }>({
        text: 'select extract(epoch from expires_at - created_at)::float8 as seconds from session where account_id = $1',
        values: [account],
      })
      expect(row?.seconds).toBeGreaterThan(wanted - 10)
      expect(row?.seconds).toBeLessThanOrEqual(wanted)
    }
  })
})

describe('what a provider’s page posts', () => {
  it('lets nobody in by itself, only the browser that began, and once', async () => {
    const who = await somebody()
    const [one, stranger] = [openBrowser(url), openBrowser(url)]
    const { told, relayState } = await leave(one, who)
    const answer = right(told)
    // Somebody who lures another into their own account ends here: the other's browser never left for the provider.
    expect(await bring(stranger, answer, relayState)).toBe(expired)
    expect(await stranger.me()).toBeNull()
    expect(await bring(one, answer, relayState)).toBe(expired)
    const again = await leave(one, who)
    expect(await bring(one, right(again.told), again.relayState)).toBe('/people')
    expect(await bring(one, right(again.told), again.relayState)).toBe(expired)
  })

  it('isn’t taken by a browser that left for the provider with another request', async () => {
    const [mine, theirs] = [await somebody(), await somebody()]
    const [attacker, victim] = [openBrowser(url), openBrowser(url)]
    const { told, relayState } = await leave(attacker, mine)
    await leave(victim, theirs)
    expect(await bring(victim, right(told), relayState)).toBe(expired)
    expect(await victim.me()).toBeNull()
  })

  it('is nothing without our RelayState, so that no provider begins by itself', async () => {
    const who = await somebody()
    const one = openBrowser(url)
    const { told } = await leave(one, who)
    expect(await bring(one, right(told), '')).toBe(expired)
    expect(await bring(one, right(told), 'invented')).toBe(expired)
  })

  it('is nothing at the door of another provider', async () => {
    const other = await kernel.store
      .asSystem('test')
      .create('identity_provider', { name: 'Other', protocol: 'saml', metadataUrl: 'https://other.example.com/saml' })
    const who = await somebody()
    const one = openBrowser(url)
    const { told, relayState } = await leave(one, who)
    const acs = recipient.replace(its.split('/').at(-1) ?? '', other.id)
    const answer = await one.go(acs, form({ SAMLResponse: base64(right(told)), RelayState: relayState }))
    expect(answer.headers.get('location')).toBe(expired)
  })

  it('may come from a page elsewhere while somebody is signed in, who isn’t taken for whoever sent it', async () => {
    const who = await somebody()
    const one = openBrowser(url)
    const first = await leave(one, who)
    await bring(one, right(first.told), first.relayState)
    const next = await leave(one, who)
    const post = form({ SAMLResponse: base64(right(next.told)), RelayState: next.relayState })
    const answer = await one.go(recipient, {
      ...post,
      headers: { ...post.headers, origin: 'https://idp.example.com', 'sec-fetch-site': 'same-site' },
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toContain('/finish?ticket=')
  })

  it('is refused unread when it is longer than any answer', async () => {
    expect((await arriving((told) => right(told) + ' '.repeat(300_000))).landed).toBe('413')
  })
})

describe('an assertion', () => {
  it.each<readonly [string, (told: Told) => string]>([
    ['as it should be', right],
    ['of a clock that is half a minute ahead', before(swap(/NotBefore="[^"]+"/, `NotBefore="${at(30)}"`))],
    [
      'that ended half a minute ago',
      before((xml) => xml.replaceAll(/NotOnOrAfter="[^"]+"/g, `NotOnOrAfter="${at(-30)}"`)),
    ],
    ['whose response is signed, too', (told) => signed(right(told), keys)],
    ['without the destination that only signed responses need', after(swap(/ Destination="[^"]+"/, ''))],
  ])('%s is taken', async (_, answer) => {
    const { landed, one } = await arriving(answer)
    expect(landed).toBe('/people')
    expect(await one.me()).not.toBeNull()
  })

  it.each<readonly [string, (told: Told) => string]>([
    ['unsigned', (told) => responseOf(assertionOf(told), told)],
    ['unsigned in a response that is signed', (told) => signed(responseOf(assertionOf(told), told), keys)],
    ['signed by somebody else', (told) => responseOf(signed(assertionOf(told), makeKeys()), told)],
    ['signed with SHA-1', (told) => responseOf(signedWeakly(assertionOf(told), keys), told)],
    ['altered', after(swap(/@example.com/, '@evil.example'))],
    ['with its signature cut out', after(swap(/<Signature[\s\S]*<\/Signature>/, ''))],
    ['by another provider', before(swap(entityId, 'https://evil.example/metadata'))],
    ['for somebody else', before(swap(/<saml:Audience>[^<]+/, '<saml:Audience>https://other.example.com'))],
    ['for nobody in particular', before(swap(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/, ''))],
    ['without conditions', before(swap(/<saml:Conditions.*<\/saml:Conditions>/, ''))],
    ['with a condition that nobody knows', before(swap('</saml:Conditions>', '<saml:Condition/></saml:Conditions>'))],
    ['to be brought elsewhere', before(swap(/Recipient="[^"]+"/, 'Recipient="https://other.example.com/acs"'))],
    ['in answer to another request', before(swap(/InResponseTo="[^"]+"/, 'InResponseTo="_another"'))],
    ['in answer to no request', before(swap(/ InResponseTo="[^"]+"/, ''))],
    ['in a response to another request', after(swap(/InResponseTo="[^"]+"/, 'InResponseTo="_another"'))],
    [
      'in a response that was sent elsewhere',
      after(swap(/Destination="[^"]+"/, 'Destination="https://other.example.com"')),
    ],
    ['that ended', before((xml) => xml.replaceAll(/NotOnOrAfter="[^"]+"/g, `NotOnOrAfter="${at(-90)}"`))],
    ['that doesn’t hold yet', before(swap(/NotBefore="[^"]+"/, `NotBefore="${at(120)}"`))],
    [
      'with times that nobody can read',
      before((xml) => xml.replaceAll(/NotOnOrAfter="[^"]+"/g, 'NotOnOrAfter="tomorrow"')),
    ],
    ['of a holder of a key', before(swap('cm:bearer', 'cm:holder-of-key'))],
    ['with a name for this once only', before(swap('nameid-format:persistent', 'nameid-format:transient'))],
    ['about nobody', before(swap(/<saml:Subject>.*<\/saml:Subject>/, ''))],
    ['that doesn’t say that anybody signed in', before(swap(/<saml:AuthnStatement.*<\/saml:AuthnStatement>/, ''))],
    ['in a response that says no', after(swap('status:Success', 'status:Responder'))],
    ['that is encrypted', after(swap(/<saml:Assertion[\s\S]*<\/saml:Assertion>/, '<saml:EncryptedAssertion/>'))],
    ['that is no XML', () => 'nonsense'],
    ['that isn’t there', (told) => responseOf('', told)],
  ])('%s is refused', async (_, answer) => {
    const { landed, one } = await arriving(answer)
    expect(landed).toBe(refused)
    expect(await one.me()).toBeNull()
  })

  it('that was used before is refused, also for a request of the same name', async () => {
    const who = await somebody()
    const one = openBrowser(url)
    const first = await leave(one, who)
    const answer = right(first.told)
    expect(await bring(one, answer, first.relayState)).toBe('/people')
    const second = await leave(one, who)
    await db.query({
      text: `update verification set value = jsonb_set(value::jsonb, '{request}', to_jsonb($1::text))::text where identifier like 'saml:%'`,
      values: [first.told.request],
    })
    expect(await bring(one, answer, second.relayState)).toBe(refused)
  })
})
