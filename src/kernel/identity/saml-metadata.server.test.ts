import { describe, expect, it } from 'vitest'
import { entityId, logoutAt, makeKeys, metadataWith, signOnAt } from '../../../test/kit/saml.ts'
import { readMetadata } from './saml-metadata.server.ts'

const [one, two] = [makeKeys().certificate, makeKeys().certificate]
const right = metadataWith(one, two)

describe('a provider’s metadata', () => {
  it('says what it is called, where people sign in and out, and what it signs with', () => {
    expect(readMetadata(right)).toEqual({
      entityId,
      signOn: signOnAt,
      logout: logoutAt,
      logoutAnswer: `${logoutAt}/answer`,
      certificates: [one, two],
      validUntil: null,
    })
  })

  it('is read from inside a list of one, with other roles beside it', () => {
    const inner = right.replace(/^<\?xml.*\n<!--.*\n/, '')
    const list = `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"><md:EntityDescriptor entityID="other"/>${inner}</md:EntitiesDescriptor>`
    expect(readMetadata(list).entityId).toBe(entityId)
    expect(() => readMetadata(list.replace(inner, inner + inner))).toThrow('more than one identity provider')
  })

  it.each([
    ['without a place to sign in by redirect', right.replaceAll('HTTP-Redirect', 'HTTP-POST'), 'by redirect'],
    ['without a certificate', metadataWith(), 'no certificate'],
    ['with keys to encrypt for only', right.replaceAll('use="signing"', 'use="encryption"'), 'no certificate'],
    ['with a certificate that is none', right.replace(/MII/, 'AAA'), 'can’t be read'],
    ['without a name', right.replace(/ entityID="[^"]+"/, ''), 'no name'],
    ['of a service provider', right.replaceAll('IDPSSODescriptor', 'SPSSODescriptor'), 'no identity provider'],
    ['that sends people over http', right.replaceAll('https://idp', 'http://idp'), 'doesn’t begin with https://'],
    ['with a document type', `<!DOCTYPE x>${right.replace(/^<\?xml.*\n/, '')}`, 'document type'],
    ['that is HTML', '<html><body>Sign in</html>', 'can’t be read as XML'],
    ['that is text', 'nothing here', 'holds nothing'],
  ])('%s is refused in words', (_, text, says) => expect(() => readMetadata(text)).toThrow(says))

  it('may lack a place to sign out', () => {
    expect(readMetadata(right.replace(/<md:SingleLogoutService[^>]*>/, ''))).toMatchObject({
      logout: null,
      logoutAnswer: null,
    })
  })
})
