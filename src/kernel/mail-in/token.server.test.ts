import fc from 'fast-check'
import { expect, it } from 'vitest'
import { marksIn, plusPart, readThreadToken, threadAddress, threadMark, threadToken } from './token.server.ts'

const secret = 'a secret that only this test has'

it('names a record in small letters and digits, and is read back whatever case a server makes of it', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const token = threadToken(secret, id)
      expect(token).toMatch(/^[a-z2-7]{42}$/)
      expect(readThreadToken(secret, token.toUpperCase())).toBe(id)
      expect(readThreadToken('another secret', token)).toBe(null)
    }),
  )
})

it('is worthless once a letter of it is another', () => {
  const token = threadToken(secret, '01900000-0000-7000-8000-000000000001')
  for (let at = 0; at < token.length - 1; at++) {
    const other = token[at] === 'a' ? 'b' : 'a'
    expect(readThreadToken(secret, token.slice(0, at) + other + token.slice(at + 1))).toBe(null)
  }
  for (const text of ['', 'x', '!!!!', token.slice(1), `${token}a`]) expect(readThreadToken(secret, text)).toBe(null)
})

it('stands in an address and in a text, where it is found again', () => {
  const id = '01900000-0000-7000-8000-000000000001'
  const address = threadAddress(secret, 'Service.Desk@deck.example', id)
  expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64)
  expect(readThreadToken(secret, plusPart(address, 'service.desk@deck.example') ?? '')).toBe(id)
  expect(plusPart('other+x@deck.example', 'desk@deck.example')).toBe(null)
  expect(plusPart('desk+x@else.example', 'desk@deck.example')).toBe(null)
  expect(marksIn(`> ${threadMark(secret, id)} <br>`).map((token) => readThreadToken(secret, token))).toEqual([id])
})
