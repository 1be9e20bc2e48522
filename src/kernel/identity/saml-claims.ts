import type { Claims } from './claims.ts'
import type { Assertion } from './saml-assertion.ts'

interface Names {
  readonly emailAttribute: string | null
  readonly nameAttribute: string | null
  readonly groupsClaim: string | null
  readonly trustsEmail: boolean
}

/** What an assertion says of somebody, by the attributes that the provider's record names, or the usual ones. */
export function claimsOfAssertion(assertion: Assertion, names: Names): Claims {
  const { nameIds, statements, attributes } = assertion
  const all = (name: string): readonly string[] => {
    const named = attributes.filter((one) => one.name === name)
    return (named.length > 0 ? named : attributes.filter((one) => one.friendlyName === name)).flatMap(
      ({ values }) => values,
    )
  }
  const first = (own: string | null, usual: readonly string[]): string | null =>
    (own === null ? usual : [own]).flatMap(all)[0] ?? null
  const [name] = nameIds
  const byName = name?.format === emailFormat ? name.value : null
  const whole = [first(null, usualGivenNames), first(null, usualSurnames)].filter((part) => part !== null)
  return {
    subject: name?.value ?? '',
    sid: statements.flatMap(({ session }) => session ?? [])[0] ?? null,
    email: (first(names.emailAttribute, usualEmails) ?? byName)?.toLowerCase() ?? null,
    // No assertion says whether an address was verified: it is the provider that is trusted, or not.
    isVerified: names.trustsEmail,
    name: first(names.nameAttribute, usualNames) ?? (whole.length > 0 ? whole.join(' ') : null),
    groups: names.groupsClaim === null ? [] : all(names.groupsClaim),
    sessionEnds: statements.flatMap(({ sessionNotOnOrAfter }) => sessionNotOnOrAfter ?? []).toSorted()[0] ?? null,
    methods: all('http://schemas.microsoft.com/claims/authnmethodsreferences'),
    contexts: statements.flatMap(({ context }) => context ?? []),
  }
}

const emailFormat = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
const xmlsoap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const usualEmails = [
  ...['email', 'mail', 'emailAddress', 'Email', 'urn:oid:0.9.2342.19200300.100.1.3', 'urn:oid:1.2.840.113549.1.9.1'],
  `${xmlsoap}/emailaddress`,
]
const usualNames = [
  ...['displayName', 'cn', 'urn:oid:2.16.840.1.113730.3.1.241', 'urn:oid:2.5.4.3'],
  'http://schemas.microsoft.com/identity/claims/displayname',
]
const usualGivenNames = ['givenName', 'firstName', 'urn:oid:2.5.4.42', `${xmlsoap}/givenname`]
const usualSurnames = ['sn', 'surname', 'lastName', 'urn:oid:2.5.4.4', `${xmlsoap}/surname`]
