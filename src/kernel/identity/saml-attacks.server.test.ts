import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { samlSignOn } from '../../../test/kit/saml-sign-on.ts'
import {
  assertionOf,
  at,
  base64,
  logoutAt,
  logoutOf,
  makeKeys,
  messageIn,
  redirectOf,
  responseOf,
  signed,
  signedWeakly,
  type Told,
} from '../../../test/kit/saml.ts'
import { form, openBrowser, type Walker } from '../../../test/kit/walker.ts'
import { createAccount } from '../access/accounts.server.ts'

const { url, db, kernel, keys, logout, somebody, leave, bring, right, arriving } = await samlSignOn()

const boss = 'boss@example.com'
await createAccount(kernel, { name: 'Boss', email: boss, roles: ['administrator'] })
/** What somebody who has an assertion of their own would rather have been told. */
const forged = (told: Told): string => assertionOf({ ...told, subject: 'the boss', email: boss })
const own = (told: Told): string => signed(assertionOf(told), keys)
const wrapped = (xml: string, around: string): string => around.replace('…', xml)
const idOf = (xml: string): string => / ID="([^"]+)"/.exec(xml)?.[1] ?? ''
const signatureIn = (xml: string): string => /<Signature[\s\S]*<\/Signature>/.exec(xml)?.[0] ?? ''
const withoutSignature = (xml: string): string => xml.replace(signatureIn(xml), '')

describe('signature wrapping: a right assertion beside or inside a forged one', () => {
  it.each<readonly [string, (told: Told) => string]>([
    ['the forged one first', (told) => responseOf(forged(told) + own(told), told)],
    ['the forged one last', (told) => responseOf(own(told) + forged(told), told)],
    [
      'the right one in the extensions of the response',
      (told) =>
        responseOf(forged(told), told).replace(
          '<samlp:Status>',
          wrapped(own(told), '<samlp:Extensions>…</samlp:Extensions><samlp:Status>'),
        ),
    ],
    [
      'the right one inside the forged one',
      (told) => responseOf(forged(told).replace('</saml:Assertion>', `${own(told)}</saml:Assertion>`), told),
    ],
    [
      'the right one as an object of the signature, which the forged one carries',
      (told) => {
        const mine = own(told)
        const signature = signatureIn(mine).replace(
          '</Signature>',
          `<Object xmlns="http://www.w3.org/2000/09/xmldsig#">${withoutSignature(mine)}</Object></Signature>`,
        )
        return responseOf(forged(told).replace('<saml:Subject>', `${signature}<saml:Subject>`), told)
      },
    ],
    [
      'the forged one with the signature and the name of the right one',
      (told) => {
        const mine = own(told)
        const evil = forged(told).replace(/ ID="[^"]+"/, ` ID="${idOf(mine)}"`)
        return responseOf(evil.replace('<saml:Subject>', `${signatureIn(mine)}<saml:Subject>`), told)
      },
    ],
    [
      'both of one name, the right one in the extensions',
      (told) => {
        const mine = own(told)
        const evil = forged(told).replace(/ ID="[^"]+"/, ` ID="${idOf(mine)}"`)
        return responseOf(evil.replace('<saml:Subject>', `${signatureIn(mine)}<saml:Subject>`), told).replace(
          '<samlp:Status>',
          wrapped(withoutSignature(mine), '<samlp:Extensions>…</samlp:Extensions><samlp:Status>'),
        )
      },
    ],
    [
      'the signed response inside a forged one',
      (told) => {
        const mine = signed(right(told), keys)
        return responseOf(forged(told), told).replace(
          '<samlp:Status>',
          wrapped(mine, '<samlp:Extensions>…</samlp:Extensions><samlp:Status>'),
        )
      },
    ],
    [
      'the forged one in a namespace of its own',
      (told) =>
        responseOf(
          own(told) + forged(told).replaceAll('urn:oasis:names:tc:SAML:2.0:assertion', 'urn:example:assertion'),
          told,
        ),
    ],
  ])('%s lets nobody in as somebody else', async (_, answer) => {
    const { landed, one } = await arriving(answer)
    expect(landed).toBe('/sign-in?problem=refused')
    expect(await one.me()).toBeNull()
    expect(await db.query({ text: `select from identity_link where subject = 'the boss'` })).toEqual([])
  })
})

const bomb = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">${[...'bcdefghi'].map((name, index) => `<!ENTITY ${name} "${`&${'abcdefgh'[index]};`.repeat(10)}">`).join('')}]>`

describe('XML that does more than say something', () => {
  it.each<readonly [string, (told: Told) => string]>([
    [
      'a comment that cuts a name in two',
      (told) =>
        right({ ...told, subject: `${told.subject}.evil` }).replace(
          `${told.subject}.evil`,
          `${told.subject}<!---->.evil`,
        ),
    ],
    [
      'a comment that was there when it was signed',
      (told) => responseOf(signed(assertionOf({ ...told, email: `${boss}<!---->.evil.example` }), keys), told),
    ],
    ['an instruction', (told) => right(told).replace('<samlp:Status>', '<?php x ?><samlp:Status>')],
    ['CDATA', (told) => right({ ...told, email: `<![CDATA[${boss}]]>` })],
    ['a document type', (told) => `<!DOCTYPE samlp:Response>${right(told)}`],
    [
      'a document type after the declaration',
      (told) => `<?xml version="1.0"?><!DOCTYPE r SYSTEM "http://127.0.0.1/x">${right(told)}`,
    ],
    ['a bomb of entities', (told) => `${bomb}${right({ ...told, email: '&i;' })}`],
    [
      'a file of this machine',
      (told) => `<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>${right({ ...told, email: '&f;' })}`,
    ],
    ['a character that no database keeps', (told) => right({ ...told, subject: 'a&#0;b' })],
    ['elements without end', (told) => right(told).replace('<samlp:Status>', `${'<a>'.repeat(50_000)}<samlp:Status>`)],
    [
      'elements fifteen thousand deep',
      (told) => right(told).replace('<samlp:Status>', `${'<a>'.repeat(15_000)}${'</a>'.repeat(15_000)}<samlp:Status>`),
    ],
    ['UTF-16, which filters may not look into', (told) => Buffer.from(right(told), 'utf16le').toString('latin1')],
  ])('%s is refused at once', async (_, answer) => {
    const start = performance.now()
    const { landed, one } = await arriving(answer)
    expect(landed).toBe('/sign-in?problem=refused')
    expect(await one.me()).toBeNull()
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

describe('a logout that the provider asks for', () => {
  const entering = async (session: string): Promise<{ one: Walker; subject: string }> => {
    const who = await somebody()
    const one = openBrowser(url)
    const { told, relayState } = await leave(one, who)
    expect(await bring(one, right({ ...told, session }), relayState)).toBe('/people')
    return { one, subject: who.subject }
  }
  const asked = (xml: string, with_ = keys): Promise<Response> =>
    fetch(`${logout}?${redirectOf(xml, with_)}`, { redirect: 'manual' })

  it('ends the sessions that it names, and is answered with a signature', async () => {
    const { one, subject } = await entering('a')
    const answer = await asked(logoutOf({ destination: logout, subject, session: 'a' }))
    expect(await one.me()).toBeNull()
    const to = answer.headers.get('location') ?? ''
    expect(to.startsWith(`${logoutAt}/answer?`)).toBe(true)
    expect(new URL(to).searchParams.get('Signature')).not.toBeNull()
    expect(messageIn(to)).toMatchObject({
      relayState: 'theirs',
      xml: expect.stringContaining('status:Success') as string,
    })
  })

  it('ends all of somebody’s where it names none, also when it comes by a form, and nobody else’s', async () => {
    const { one, subject } = await entering('a')
    const { one: other } = await entering('a')
    const request = signed(logoutOf({ destination: logout, subject }), keys)
    const answer = await fetch(logout, {
      ...form({ SAMLRequest: base64(request), RelayState: 'x' }),
      redirect: 'manual',
    })
    expect(answer.status).toBe(303)
    expect(await one.me()).toBeNull()
    expect(await other.me()).not.toBeNull()
  })

  it('leaves other sessions of theirs alone', async () => {
    const { one, subject } = await entering('a')
    await asked(logoutOf({ destination: logout, subject, session: 'b' }))
    expect(await one.me()).not.toBeNull()
  })

  const right_ = (subject: string): string => logoutOf({ destination: logout, subject })
  it.each<readonly [string, (subject: string) => Promise<Response>]>([
    ['signed by somebody else', (subject) => asked(right_(subject), makeKeys())],
    ['unsigned', (subject) => fetch(`${logout}?${redirectOf(right_(subject), keys).replace(/&SigAlg.*/, '')}`)],
    [
      'with another RelayState than was signed',
      (subject) => fetch(`${logout}?${redirectOf(right_(subject), keys).replace('=theirs', '=ours')}`),
    ],
    [
      'with a second message beside the signed one',
      (subject) => fetch(`${logout}?${redirectOf(right_(subject), keys)}&SAMLRequest=x`),
    ],
    [
      'signed with SHA-1',
      (subject) =>
        fetch(
          `${logout}?${redirectOf(right_(subject), keys).replace('xmldsig-more%23rsa-sha256', 'xmldsig%23rsa-sha1')}`,
        ),
    ],
    ['for somebody else', (subject) => asked(logoutOf({ destination: 'https://other.example.com', subject }))],
    [
      'of an hour ago',
      (subject) => asked(right_(subject).replace(/IssueInstant="[^"]+"/, `IssueInstant="${at(-3600)}"`)),
    ],
    [
      'that holds no more',
      (subject) => asked(right_(subject).replace('Version=', `NotOnOrAfter="${at(-90)}" Version=`)),
    ],
    ['by another provider', (subject) => asked(right_(subject).replace('idp.example.com', 'evil.example'))],
    ['for nobody', (subject) => asked(right_(subject).replace(/<saml:NameID>.*<\/saml:NameID>/, ''))],
    ['that is none', () => asked('<a/>')],
    ['by a form, unsigned', (subject) => fetch(logout, form({ SAMLRequest: base64(right_(subject)) }))],
    [
      'by a form, signed with SHA-1',
      (subject) => fetch(logout, form({ SAMLRequest: base64(signedWeakly(right_(subject), keys)) })),
    ],
    [
      'by a form, altered',
      (subject) =>
        fetch(
          logout,
          form({ SAMLRequest: base64(signed(right_(`${subject}x`), keys).replace(`${subject}x`, subject)) }),
        ),
    ],
    ['that unpacks to more than any', (subject) => asked(right_(subject) + ' '.repeat(2_000_000))],
    ['that is missing', () => fetch(logout)],
  ])('%s ends nothing', async (_, send) => {
    const { one, subject } = await entering('a')
    expect((await send(subject)).status).toBe(400)
    expect(await one.me()).not.toBeNull()
  })

  it('counts once', async () => {
    const who = await somebody()
    const xml = logoutOf({ destination: logout, subject: who.subject })
    expect((await asked(xml)).status).toBe(303)
    expect((await asked(xml)).status).toBe(400)
  })

  it('answered by the provider, after one that began here, leads to the door', async () => {
    const answer = await fetch(`${logout}?SAMLResponse=x`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in'])
  })
})

describe('any one change to what the provider signed', () => {
  it('is refused, or leaves whoever signed in the same', async () => {
    const who = await somebody()
    const one = openBrowser(url)
    const first = await leave(one, who)
    expect(await bring(one, right(first.told), first.relayState)).toBe('/people')
    const piece = fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.constantFrom('', '<a/>', '"', ' ', '&amp;', '</saml:NameID>', 'ID="x"'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat({ max: 4 }),
        piece,
        async (place, cut, put) => {
          await db.query('delete from throttle')
          const visitor = openBrowser(url)
          const { told, relayState } = await leave(visitor, who)
          const xml = right(told)
          const start = Math.floor(place * (xml.length - 1))
          const landed = await bring(visitor, xml.slice(0, start) + put + xml.slice(start + cut), relayState)
          const me = await visitor.me()
          expect(['/people', '/sign-in?problem=refused']).toContain(landed)
          expect(me === null ? landed : me.account.id).toBe(landed === '/people' ? who.account : landed)
        },
      ),
      { numRuns: 100 },
    )
    expect(
      await db.query({ text: 'select 1 as one from identity_link where account_id = $1', values: [who.account] }),
    ).toHaveLength(1)
  })
})
