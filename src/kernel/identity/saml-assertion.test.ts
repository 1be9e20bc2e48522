import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Assertion,
  type LogoutRequest,
  problemOfAssertion,
  problemOfLogout,
  problemOfResponse,
  timeOf,
} from './saml-assertion.ts'
import { claimsOfAssertion } from './saml-claims.ts'

const now = new Date('2026-11-27T12:00:00Z')
const at = (seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString()
const expected = { issuer: 'idp', audience: 'us', recipient: 'https://us/acs', inResponseTo: '_1' }
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
const confirmation = {
  method: bearer,
  recipient: 'https://us/acs',
  inResponseTo: '_1',
  notBefore: null,
  notOnOrAfter: at(300),
}
const conditions = { notBefore: at(-10), notOnOrAfter: at(300), audiences: [['us']], others: [] }
const nameId = { value: 'ada', format: null, qualifier: null, spQualifier: null }
const assertion: Assertion = {
  id: '_a',
  version: '2.0',
  issuer: 'idp',
  nameIds: [nameId],
  confirmations: [confirmation],
  conditions: [conditions],
  statements: [{ session: 's', sessionNotOnOrAfter: null, context: null }],
  attributes: [],
}
const problem = (change: Partial<Assertion> = {}): string | null =>
  problemOfAssertion({ ...assertion, ...change }, expected, now)

describe('an assertion for this sign-in', () => {
  it('is believed', () => expect(problem()).toBeNull())

  it.each<readonly [string, Partial<Assertion>, string]>([
    ['of SAML 1.1', { version: '1.1' }, 'not of SAML 2.0'],
    ['without a name', { id: null }, 'no name of its own'],
    ['by another', { issuer: 'evil' }, 'by evil'],
    ['by nobody', { issuer: null }, 'by nobody'],
    ['about nobody', { nameIds: [] }, 'one person'],
    ['about two', { nameIds: [nameId, nameId] }, 'one person'],
    ['with an empty name', { nameIds: [{ ...nameId, value: null }] }, 'one person'],
    ['with an endless name', { nameIds: [{ ...nameId, value: 'a'.repeat(1001) }] }, 'too long'],
    ['with two sets of conditions', { conditions: [conditions, conditions] }, 'not once'],
    [
      'for one of two audiences only',
      { conditions: [{ ...conditions, audiences: [['us'], ['them']] }] },
      'somebody else',
    ],
    [
      'for an audience that begins like us',
      { conditions: [{ ...conditions, audiences: [['us/x']] }] },
      'somebody else',
    ],
    ['without a time to be brought by', { confirmations: [{ ...confirmation, notOnOrAfter: null }] }, 'until when'],
    ['that may not be brought yet', { confirmations: [{ ...confirmation, notBefore: at(90) }] }, 'doesn’t hold yet'],
    [
      'of a session that is over',
      { statements: [{ session: null, sessionNotOnOrAfter: at(-61), context: null }] },
      'is over',
    ],
    [
      'with a local time',
      { conditions: [{ ...conditions, notOnOrAfter: '2099-01-01T00:00:00+01:00' }] },
      'holds no more',
    ],
  ])('%s is not', (_, change, says) => expect(problem(change)).toContain(says))

  it('is believed where one of several confirmations is for us', () => {
    const elsewhere = { ...confirmation, recipient: 'https://other/acs' }
    expect(problem({ confirmations: [elsewhere, confirmation] })).toBeNull()
    expect(problem({ confirmations: [elsewhere] })).toContain('elsewhere')
  })

  it('holds exactly from a minute before its beginning until a minute after its end', () => {
    const seconds = fc.integer({ min: -100_000, max: 100_000 })
    fc.assert(
      fc.property(seconds, seconds, (from, until) => {
        const span = { notBefore: at(from), notOnOrAfter: at(until) }
        const holds = from <= 60 && until > -60
        expect(problem({ conditions: [{ ...conditions, ...span }] }) === null).toBe(holds)
        expect(problem({ confirmations: [{ ...confirmation, ...span }] }) === null).toBe(holds)
      }),
    )
  })

  it('is for whom it names, to the letter', () => {
    const other = fc.string().filter((text) => !Object.values(expected).includes(text))
    const field = fc.constantFrom('issuer', 'audience', 'recipient', 'inResponseTo')
    fc.assert(
      fc.property(field, other, (name, value) => {
        expect(problemOfAssertion(assertion, { ...expected, [name]: value }, now)).not.toBeNull()
      }),
    )
  })

  it('reads times in UTC alone', () => {
    expect(timeOf('2026-11-27T12:00:00Z')).toBe(now.getTime())
    expect(timeOf('2026-11-27T12:00:00.5Z')).toBe(now.getTime() + 500)
    for (const wrong of [
      '',
      '2026-11-27',
      '2026-11-27T12:00:00',
      '2026-11-27T12:00:00+00:00',
      'Z',
      '2026-99-27T12:00:00Z',
    ])
      expect(timeOf(wrong)).toBeNaN()
  })
})

describe('the envelope', () => {
  const message = { id: '_r', version: '2.0', issuer: 'idp', destination: 'https://us/acs', inResponseTo: '_1' }
  const right = { ...message, status: 'urn:oasis:names:tc:SAML:2.0:status:Success' }

  it.each([
    ['as it should be', {}, null],
    ['without what may be left out', { issuer: null, destination: null }, null],
    ['that says no', { status: 'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed' }, 'AuthnFailed'],
    ['that says nothing', { status: null }, 'nothing of success'],
    ['by another', { issuer: 'evil' }, 'by evil'],
    ['to no request', { inResponseTo: null }, 'no request'],
  ])('%s', (_, change, says) => {
    const found = problemOfResponse({ ...right, ...change }, expected)
    if (says === null) expect(found).toBeNull()
    else expect(found).toContain(says)
  })
})

describe('a logout request', () => {
  const request: LogoutRequest = {
    ...{ id: '_l', version: '2.0', issuer: 'idp', destination: 'https://us/slo', inResponseTo: null },
    ...{ issueInstant: at(-1), notOnOrAfter: null, nameIds: [nameId], sessions: [] },
  }
  const told = (change: Partial<LogoutRequest>) =>
    problemOfLogout({ ...request, ...change }, { issuer: 'idp', destination: 'https://us/slo' }, now)

  it.each<readonly [string, Partial<LogoutRequest>, boolean]>([
    ['as it should be', {}, true],
    ['of a clock that is ahead', { issueInstant: at(50) }, true],
    ['from the future', { issueInstant: at(70) }, false],
    ['of six minutes ago', { issueInstant: at(-360) }, false],
    ['of no time', { issueInstant: null }, false],
    ['without a destination', { destination: null }, false],
    ['without a name', { id: null }, false],
    ['for two people', { nameIds: [nameId, nameId] }, false],
  ])('%s', (_, change, isRight) => expect(told(change) === null).toBe(isRight))
})

describe('what an assertion says of somebody', () => {
  const names = { emailAttribute: null, nameAttribute: null, groupsClaim: null, trustsEmail: true }
  const named = (given: Readonly<Record<string, readonly string[]>>, friendly = false): Assertion => ({
    ...assertion,
    attributes: Object.entries(given).map(([name, values]) => ({
      name: friendly ? `urn:oid:${name}` : name,
      friendlyName: friendly ? name : null,
      values,
    })),
  })
  const soap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'

  it.each([
    ['LemonLDAP::NG', named({ mail: ['Ada@Example.com'], cn: ['Ada Lovelace'] })],
    ['Keycloak', named({ email: ['ada@example.com'], firstName: ['Ada'], lastName: ['Lovelace'] })],
    [
      'Entra ID',
      named({
        [`${soap}/emailaddress`]: ['ada@example.com'],
        [`${soap}/givenname`]: ['Ada'],
        [`${soap}/surname`]: ['Lovelace'],
      }),
    ],
    [
      'Shibboleth',
      named({
        'urn:oid:0.9.2342.19200300.100.1.3': ['ada@example.com'],
        'urn:oid:2.16.840.1.113730.3.1.241': ['Ada Lovelace'],
      }),
    ],
    ['one with friendly names', named({ mail: ['ada@example.com'], displayName: ['Ada Lovelace'] }, true)],
  ])('is found in the words of %s', (_, told) => {
    expect(claimsOfAssertion(told, names)).toMatchObject({
      subject: 'ada',
      sid: 's',
      email: 'ada@example.com',
      name: 'Ada Lovelace',
    })
  })

  it('is found under the names that the record gives, and under no others then', () => {
    const told = named({
      mail: ['wrong@example.com'],
      work: ['ada@example.com'],
      called: ['Ada'],
      memberOf: ['a', 'b'],
    })
    const own = { ...names, emailAttribute: 'work', nameAttribute: 'called', groupsClaim: 'memberOf' }
    expect(claimsOfAssertion(told, own)).toMatchObject({ email: 'ada@example.com', name: 'Ada', groups: ['a', 'b'] })
    expect(claimsOfAssertion(named({ mail: ['a@example.com'] }), own).email).toBeNull()
  })

  it('has an e-mail as the name of the person where the format says that it is one', () => {
    const format = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
    const told = { ...assertion, nameIds: [{ ...nameId, value: 'ada@example.com', format }] }
    expect(claimsOfAssertion(told, names).email).toBe('ada@example.com')
    expect(
      claimsOfAssertion({ ...assertion, nameIds: [{ ...nameId, value: 'ada@example.com' }] }, names).email,
    ).toBeNull()
  })

  it('vouches for an address only where the provider is trusted with it', () => {
    expect(claimsOfAssertion(assertion, names).isVerified).toBe(true)
    expect(claimsOfAssertion(assertion, { ...names, trustsEmail: false }).isVerified).toBe(false)
  })
})
