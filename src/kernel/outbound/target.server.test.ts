import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { vectors } from '../../../test/data/ssrf/vectors.ts'
import { insideWords, isWithin } from './ranges.server.ts'
import { mayConnect, readTarget, Refused } from './target.server.ts'

describe('an address that is called', () => {
  it.each(vectors)('may not be disguised: %s, %s', (_technique, vector) => {
    expect(() => readTarget(vector, [])).toThrow(Refused)
  })

  it.each([
    'https://example.com/hook',
    'http://example.com:8080/hook?a=1',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://bücher.example/',
    'https://EXAMPLE.com',
  ])('may be of the public internet: %s', (url) => {
    expect(readTarget(url, []).url.href).toBe(new URL(url).href)
  })

  it('says in words what is wrong', () => {
    expect(() => readTarget('http://10.1.2.3/x', [])).toThrow(
      /^10\.1\.2\.3 is an address of a private network\. Whoever runs/,
    )
    expect(() => readTarget('http://2130706433/', [])).toThrow('Write the address plainly: this one means 127.0.0.1.')
  })
})

describe('an operator', () => {
  it('allows an address, a range, a host, or all below a domain', () => {
    expect(readTarget('http://10.2.3.4/', ['10.2.0.0/16']).host).toBe('10.2.3.4')
    expect(readTarget('http://[fd00::7]/', ['fd00::/8']).host).toBe('fd00::7')
    expect(() => readTarget('http://10.3.0.1/', ['10.2.0.0/16'])).toThrow(Refused)
    const named = readTarget('http://chat.corp.example/', ['chat.corp.example'])
    expect(() => mayConnect('10.9.9.9', named, [])).not.toThrow()
    expect(readTarget('http://a.b.corp.example/', ['*.corp.example']).isNamed).toBe(true)
    expect(readTarget('http://corp.example/', ['*.corp.example']).isNamed).toBe(false)
    expect(readTarget('http://evilcorp.example/', ['*.corp.example']).isNamed).toBe(false)
  })

  it('does not allow an address by the name that it looks like', () => {
    expect(() => readTarget('http://127.0.0.1/', ['*.0.0.1'])).toThrow(Refused)
    expect(() => readTarget('http://127.0.0.1/', ['localhost'])).toThrow(Refused)
  })
})

const byte = fc.integer({ min: 0, max: 255 })
const v4 = (first: fc.Arbitrary<number>, second: fc.Arbitrary<number> = byte) => fc.tuple(first, second, byte, byte)
const group = fc.integer({ min: 0, max: 0xffff })
const hex = (...groups: readonly number[]): string => groups.map((one) => one.toString(16)).join(':')

test('every address of a private network is refused, in whichever notation', () => {
  const inside = fc.oneof(
    v4(fc.constantFrom(0, 10, 127)),
    v4(fc.constant(172), fc.integer({ min: 16, max: 31 })),
    v4(fc.constant(192), fc.constant(168)),
    v4(fc.constant(169), fc.constant(254)),
    v4(fc.constant(100), fc.integer({ min: 64, max: 127 })),
    v4(fc.integer({ min: 224, max: 255 })),
  )
  fc.assert(
    fc.property(inside, ([a, b, c, d]) => {
      const number = ((a * 256 + b) * 256 + c) * 256 + d
      const [high, low] = [a * 256 + b, c * 256 + d]
      const notations = [
        `${a}.${b}.${c}.${d}`,
        String(number),
        `0x${number.toString(16)}`,
        `0${a.toString(8)}.${b}.${c}.${d}`,
        `${a}.${b}.${c * 256 + d}`,
        `0x${a.toString(16)}.0x${b.toString(16)}.${c}.${d}`,
        `[::ffff:${a}.${b}.${c}.${d}]`,
        `[${hex(0, 0, 0, 0, 0, 0xffff, high, low)}]`,
        `[${hex(0x64, 0xff9b, 0, 0, 0, 0, high, low)}]`,
        `[${hex(0x2002, high, low, 0, 0, 0, 0, 1)}]`,
        `[::${hex(high, low)}]`,
      ]
      for (const host of notations) expect(() => readTarget(`http://${host}/`, []), host).toThrow(Refused)
    }),
  )
})

test('an IPv6 address is refused unless it is of those that are handed out', () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const isHandedOut = ((groups[0] ?? 0) & 0xe000) === 0x2000
      if (!isHandedOut) expect(insideWords(hex(...groups))).not.toBeNull()
    }),
  )
})

test('a range holds exactly what begins with its bits', () => {
  fc.assert(
    fc.property(v4(byte), v4(byte), fc.integer({ min: 0, max: 32 }), (network, address, bits) => {
      const number = (parts: readonly number[]): number => parts.reduce((sum, part) => sum * 256 + part, 0)
      const size = 2 ** (32 - bits)
      const isInside = Math.floor(number(network) / size) === Math.floor(number(address) / size)
      expect(isWithin(address.join('.'), [`${network.join('.')}/${bits}`])).toBe(isInside)
    }),
  )
})
