import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLink, signLink, withoutTokens } from './signed-link.server.ts'

const secret = 'the secret of an installation, long enough'
const now = new Date('2026-03-01T10:00:00Z')
const until = new Date('2026-03-02T10:00:00Z')

test('a signed link gives its subject back, for its purpose alone, until it is over', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (subject) => {
      const token = signLink(secret, { purpose: 'unsubscribe', subject, until })
      expect(token).toMatch(/^[\w~-]+$/)
      expect(readLink(secret, 'unsubscribe', token, now)).toBe(subject)
      expect(readLink(secret, 'reset', token, now)).toBeNull()
      expect(readLink('another secret of another installation', 'unsubscribe', token, now)).toBeNull()
      expect(readLink(secret, 'unsubscribe', token, until)).toBeNull()
    }),
  )
})

test('whatever is changed in a token makes it worthless', () => {
  const token = signLink(secret, { purpose: 'unsubscribe', subject: 'ada', until })
  const [subject, end, signature] = token.split('~')
  const later = until.getTime() + 1000
  const forged = [
    `${Buffer.from('eve').toString('base64url')}~${end}~${signature}`,
    `${subject}~${later.toString(36)}~${signature}`,
    `${subject}~${end}~${'A'.repeat(43)}`,
    `${subject}~${end}`,
    `${token}x`,
    '',
    '~~',
  ]
  for (const text of forged) expect(readLink(secret, 'unsubscribe', text, now)).toBeNull()
})

test('a token has one spelling, so that one which was used can be known by its hash', () => {
  const token = signLink(secret, { purpose: 'unsubscribe', subject: 'ada', until })
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const spellings = [...letters].map((letter) => token.slice(0, -1) + letter)
  expect(spellings.filter((text) => readLink(secret, 'unsubscribe', text, now) !== null)).toEqual([token])
})

test('a text that quotes a link hands on nothing of what it allows, also where Markdown escaped it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (subject) => {
      const token = signLink(secret, { purpose: 'answer', subject, until })
      const escaped = token.replaceAll(/[_~-]/g, String.raw`\$&`)
      for (const quoted of [token, escaped])
        expect(withoutTokens(`> Answer: https://deck.example/answer/${quoted}?score=4 (said Ada)`)).toBe(
          '> Answer: https://deck.example/answer/…?score=4 (said Ada)',
        )
    }),
  )
  const plain = `a-b_c ~ d ${'x'.repeat(300_000)} ~5 days~`
  expect(withoutTokens(plain)).toBe(plain)
})
