import { expect, it } from 'vitest'
import { wayInText } from './way-in.ts'

it.each([
  ['password', 'password'],
  ['password + code', 'password and code'],
  ['oidc', 'single sign-on'],
  ['oidc + provider', 'single sign-on and a second factor there'],
  ['saml + recovery code', 'single sign-on (SAML) and recovery code'],
])('says %s as %s', (method, text) => expect(wayInText(method)).toBe(text))
