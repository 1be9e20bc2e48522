import { expect, test } from 'vitest'
import { readEntry, sameDn } from './entry.ts'

const now = new Date('2026-05-04T08:00:00Z')
const ada = { dn: 'CN=Ada,DC=example,DC=com', objectGUID: Buffer.from([1, 2, 255]), displayName: 'Ada', cn: 'ada' }
const inAd = (more: object) => readEntry('active_directory', { ...ada, ...more }, now)
const fileTime = (iso: string): string => String((BigInt(Date.parse(iso)) + 11_644_473_600_000n) * 10_000n)

test('an entry of Active Directory is known by its GUID, and its e-mail is in lower case', () => {
  expect(inAd({ mail: 'Ada@Example.com', telephoneNumber: [], title: ' CTO ', employeeID: '7' })).toEqual({
    key: '0102ff',
    dn: ada.dn,
    name: 'Ada',
    email: 'ada@example.com',
    employeeNumber: '7',
    jobTitle: 'CTO',
    phone: null,
    managerDn: null,
    uid: null,
    memberOf: [],
    isDisabled: false,
  })
})

test('it is disabled by its flag, or by the moment at which it expires', () => {
  expect(inAd({ userAccountControl: '514' })?.isDisabled).toBe(true)
  expect(inAd({ userAccountControl: '512', accountExpires: '0' })?.isDisabled).toBe(false)
  expect(inAd({ accountExpires: '9223372036854775807' })?.isDisabled).toBe(false)
  expect(inAd({ accountExpires: fileTime('2026-05-04T07:59:59Z') })?.isDisabled).toBe(true)
  expect(inAd({ accountExpires: fileTime('2026-05-04T08:00:01Z') })?.isDisabled).toBe(false)
})

test('an entry of OpenLDAP is disabled when it was locked for good, not for a while', () => {
  const bob = { dn: 'uid=bob', entryUUID: 'a-b', cn: ['Bob', 'Robert'] }
  expect(readEntry('openldap', { ...bob, pwdAccountLockedTime: '000001010000Z' }, now)?.isDisabled).toBe(true)
  expect(readEntry('openldap', { ...bob, pwdAccountLockedTime: '20260504075000Z' }, now)).toMatchObject({
    name: 'Bob',
    isDisabled: false,
  })
})

test('an entry without a name, or with nothing to know it by, is nobody', () => {
  expect(readEntry('openldap', { dn: 'uid=x', cn: 'X' }, now)).toBeNull()
  expect(readEntry('openldap', { dn: 'uid=x', entryUUID: 'u', cn: ' ' }, now)).toBeNull()
})

test('the same DN is written in several ways', () => {
  expect(sameDn('UID=Ada, OU = People,dc=Example')).toBe(sameDn('uid=ada,ou=people,dc=example'))
  expect(sameDn(String.raw`cn=M\C3\BCller\2C Eva,dc=example`)).toBe(sameDn(String.raw`CN=Müller\, Eva,DC=example`))
  expect(sameDn(String.raw`cn=a\2Cb,dc=example`)).not.toBe(sameDn('cn=a,b,dc=example'))
})
