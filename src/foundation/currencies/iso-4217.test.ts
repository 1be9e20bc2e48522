import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { minorUnits } from '../../kernel/record/money.ts'
import { iso4217 } from './iso-4217.ts'

const published = readFileSync(
  new URL('../../../test/data/organisation/iso-4217-list-one.xml', import.meta.url),
  'utf8',
)
const entries = [...published.matchAll(/<CcyNtry>([\s\S]*?)<\/CcyNtry>/g)].map(([, entry = '']) => ({
  code: /<Ccy>(.*?)<\/Ccy>/.exec(entry)?.[1],
  digits: /<CcyMnrUnts>(.*?)<\/CcyMnrUnts>/.exec(entry)?.[1],
  isFund: /IsFund/i.test(entry),
}))

describe('the list of currencies', () => {
  const digits = new Map(iso4217.map(([code, minor]) => [code, minor]))

  test('is the published one, without funds and what has no minor unit', () => {
    const money = entries.filter((entry) => entry.code && entry.digits !== 'N.A.' && !entry.isFund)
    expect(new Map(money.map((entry) => [entry.code, Number(entry.digits)]))).toEqual(digits)
  })

  test.each([
    ['EUR', 2],
    ['JPY', 0],
    ['HUF', 2],
    ['IDR', 2],
    ['PKR', 2],
    ['IQD', 3],
    ['BHD', 3],
    ['KRW', 0],
    ['UYW', 4],
  ])('%s has %i digits', (code, expected) => expect(digits.get(code)).toBe(expected))

  test('agrees with how amounts are kept', () => {
    for (const [code, minor] of iso4217) expect([code, minorUnits(code)]).toEqual([code, minor])
  })

  test('holds codes of three capital letters, each once, in order', () => {
    const codes = iso4217.map(([code]) => code)
    expect(codes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true)
    expect([...new Set(codes)].sort()).toEqual(codes)
  })

  test('differs from Intl, which is why it is kept here', () => {
    const ofIntl = (code: string) =>
      new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits
    expect(iso4217.filter(([code, minor]) => ofIntl(code) !== minor).map(([code]) => code)).toContain('HUF')
  })
})
