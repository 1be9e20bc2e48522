import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passwordProblem } from './password.ts'

const ada = { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' }

test.each([
  'correct anvil gravity moss',
  'Tr0ub4dour&3-lantern',
  'mözzarella-und-kürbis',
  'пароли-мои-длинные',
  'xkqz 9vfw 2mpl',
  '密码很长很长很长很长很长一点',
])('accepts %s', (password) => {
  expect(passwordProblem(password, ada)).toBeNull()
})

test.each([
  'short',
  'elevenchars',
  'passwordpassword',
  'Password1234',
  'P4ssw0rd!!!!2024',
  'welcome12345',
  'aaaaaaaaaaaa',
  '123456789012',
  '85720394857203',
  'qwertyuiopas',
  'abcabcabcabc',
  'quarterdeck1',
  'letmein-letmein',
  'Admin_Admin_',
  '1q2w3e4r5t6y',
])('refuses %s', (password) => {
  expect(passwordProblem(password, ada)).not.toBeNull()
})

test.each(['ada.lovelace@example.com', 'AdaLovelace12', 'ada-lovelace-1815'])(
  'refuses who they are: %s',
  (password) => {
    expect(passwordProblem(password, ada)).toContain('name')
  },
)

test('refuses what is too long, and counts characters rather than bytes', () => {
  expect(passwordProblem('x y'.repeat(100), ada)).toContain('at most')
  expect(passwordProblem('🔑🧭⚓🌊🐋🦑', ada)).toContain('at least')
})

test('any text is judged without failing, and short ones never pass', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (password) => {
      const problem = passwordProblem(password, ada)
      if ([...password].length < 12) expect(problem).not.toBeNull()
    }),
  )
})

const strict = fc.record({ shortestPassword: fc.integer({ min: 8, max: 64 }), refusesCommon: fc.boolean() })
const anyPassword = fc.string({ minLength: 0, maxLength: 80, unit: 'grapheme' })

test('whatever is set, a shorter password is refused, and length counts what people see as letters', () => {
  fc.assert(
    fc.property(strict, anyPassword, (policy, password) => {
      const says = passwordProblem(password, ada, policy)
      if ([...password].length < policy.shortestPassword) expect(says).toContain(`${policy.shortestPassword}`)
      else if (!policy.refusesCommon) expect(says).toBeNull()
    }),
  )
})

test('asking for less never refuses more', () => {
  fc.assert(
    fc.property(strict, anyPassword, (policy, password) => {
      const isTaken = passwordProblem(password, ada, policy) === null
      const milder = { shortestPassword: Math.max(8, policy.shortestPassword - 1), refusesCommon: false }
      if (isTaken) expect(passwordProblem(password, ada, milder)).toBeNull()
    }),
  )
})
