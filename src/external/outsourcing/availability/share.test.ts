import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, readPercent, roundedHalfUp, sayPercent, type Share, sum } from './share.ts'

const percent = (text: string): Share => {
  const share = readPercent(text)
  if (!share) throw new Error(`${text} can't be read.`)
  return share
}

describe('a percentage', () => {
  it('is read exactly as a contract writes it', () => {
    expect(compare(percent('99.95'), { part: 1999n, of: 2000n })).toBe(0)
    expect(compare(percent('99.950'), percent('99.95'))).toBe(0)
    expect(percent('100')).toEqual({ part: 100n, of: 100n })
  })

  it('is none when it isn’t one', () => {
    for (const text of ['', '99,9', '99.9 %', '100.1', '-1', '1e2', '.9', '99.']) expect(readPercent(text)).toBeNull()
  })

  it('is told apart from another one where a float can’t', () => {
    const almost = { part: 999n * 10n ** 20n - 1n, of: 10n ** 23n }
    expect(Number(almost.part) / Number(almost.of)).toBe(0.999)
    expect(compare(almost, percent('99.9'))).toBe(-1)
  })

  it('is said with four digits, and more where rounding would put it on the other side of a promise', () => {
    expect(sayPercent({ part: 42_970n, of: 43_050n })).toBe('99.8142')
    expect(sayPercent({ part: 9_989_999n, of: 10_000_000n })).toBe('99.9000')
    expect(sayPercent({ part: 9_989_999n, of: 10_000_000n }, percent('99.9'))).toBe('99.89999')
    expect(sayPercent({ part: 999n, of: 1000n }, percent('99.9'))).toBe('99.9000')
    expect(sayPercent({ part: 0n, of: 7n })).toBe('0.0000')
    expect(sayPercent({ part: 7n, of: 7n })).toBe('100.0000')
  })
})

const shares = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 15n }))
  .map(([part, more]): Share => ({ part, of: part + more }))

describe('any share', () => {
  it('is said on the side of the promise on which it is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -3n, max: 3n }), fc.constantFrom('99.9', '99.95', '99', '95.5'), (off, text) => {
        const promised = percent(text)
        const near = { part: promised.part * 10n ** 8n + off, of: promised.of * 10n ** 8n }
        const said = sayPercent(near, promised)
        expect(Math.sign(compare(percent(said), promised))).toBe(Math.sign(Number(off)))
      }),
    )
  })

  it('adds up in whatever order', () => {
    fc.assert(
      fc.property(fc.array(shares, { maxLength: 9 }), (list) => {
        const plain = list.reduce(
          (total, one) => ({ part: total.part * one.of + one.part * total.of, of: total.of * one.of }),
          {
            part: 0n,
            of: 1n,
          },
        )
        expect(compare(sum(list), plain)).toBe(0)
        expect(compare(sum(list.toReversed()), plain)).toBe(0)
      }),
    )
  })

  it('is rounded to what is nearest, half up', () => {
    expect([1n, 5n, 15n, 14n].map((part) => roundedHalfUp(part, 10n))).toEqual([0n, 1n, 2n, 1n])
  })
})
