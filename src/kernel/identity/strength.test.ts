import { describe, expect, it } from 'vitest'
import { isStrong } from './strength.ts'

const unsaid = { isAlwaysStrong: false, strongContexts: null }
const saml = 'urn:oasis:names:tc:SAML:2.0:ac:classes:'

describe('a sign-in by a provider', () => {
  it.each([
    ['Entra ID with an authenticator', ['pwd', 'mfa'], '1'],
    ['Okta with a code', ['pwd', 'otp'], undefined],
    ['a key in hardware', ['hwk', 'pin'], undefined],
    ['a smart card', ['sc'], undefined],
    ['Entra ID by SAML', ['http://schemas.microsoft.com/claims/multipleauthn'], `${saml}Password`],
    ['a provider that says resistant to phishing', [], 'phr'],
    ['a federation’s profile', [], 'https://refeds.org/profile/mfa'],
    ['a card by SAML', [], `${saml}SmartcardPKI`],
  ])('counts as strong: %s', (_, methods, context) => {
    expect(isStrong({ methods, contexts: context === undefined ? [] : [context] }, unsaid)).toBe(true)
  })

  it.each([
    ['nothing said', [], undefined],
    ['a password', ['pwd'], '1'],
    ['a network or a place', ['geo', 'rba', 'kba'], '0'],
    ['a password by SAML', [], `${saml}PasswordProtectedTransport`],
    ['Kerberos', [], `${saml}Kerberos`],
    ['words that only contain others', ['nomfa', 'mfa '], 'xphr'],
  ])('counts as one factor: %s', (_, methods, context) => {
    expect(isStrong({ methods, contexts: context === undefined ? [] : [context] }, unsaid)).toBe(false)
  })

  it('counts as strong by what the record says: always, or by the provider’s own words', () => {
    const said = { methods: ['pwd'], contexts: ['urn:mace:gold'] }
    expect(isStrong(said, unsaid)).toBe(false)
    expect(isStrong(said, { ...unsaid, isAlwaysStrong: true })).toBe(true)
    expect(isStrong(said, { ...unsaid, strongContexts: '2 urn:mace:gold\nother' })).toBe(true)
    expect(isStrong(said, { ...unsaid, strongContexts: 'gold' })).toBe(false)
    expect(isStrong({ methods: [], contexts: [''] }, { ...unsaid, strongContexts: ' ' })).toBe(false)
  })
})
