import { expect, test } from 'vitest'
import { accountSentence } from './account-sentence.ts'

const words = new Map([
  ['cio', 'CIO'],
  ['auditor', 'Auditor'],
  ['p-1', 'Ada Lovelace'],
])
const told = (verb: string, before: object | null, after: object | null, isOwn = false) =>
  accountSentence({ verb, whoName: 'Grace', isOwn, before: before as never, after: after as never }, words)

test('an account’s history reads as sentences', () => {
  expect(told('created', null, { name: 'Ada', roles: ['cio'] })).toBe('Grace made this account with the role CIO')
  expect(told('updated', { roles: ['cio'] }, { roles: ['auditor', 'gone'] })).toBe(
    'Grace gave the roles Auditor and gone and took away the role CIO',
  )
  expect(told('updated', { name: 'A', self: null }, { name: 'Ada', self: 'p-1' })).toBe(
    'Grace changed the name from A to Ada and linked it to Ada Lovelace',
  )
  expect(told('updated', { self: 'p-2' }, { self: null })).toBe('Grace unlinked it from something that is gone')
  expect(told('password_set', null, null)).toBe('Grace set a new password and ended all sessions')
  expect(told('password_set', null, null, true)).toBe('Grace changed their password')
  expect(told('passkey_renamed', { name: 'Phone' }, { name: 'Old phone' })).toBe(
    'Grace renamed the passkey “Phone” to “Old phone”',
  )
  expect(told('key_revoked', { name: 'Backup' }, null)).toBe('Grace revoked the API key “Backup”')
  expect(told('something_new', null, null)).toBe('Grace something new')
})
