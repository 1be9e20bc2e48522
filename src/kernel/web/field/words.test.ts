import { describe, expect, it } from 'vitest'
import {
  decimalText,
  durationText,
  initialsOf,
  moneyText,
  percentText,
  plainText,
  roundMoneyText,
  totalText,
  wordOf,
} from './words.ts'

describe('words for values', () => {
  it('reads choices as words', () => {
    expect(wordOf('waiting_for_vendor')).toBe('Waiting for vendor')
    expect(wordOf('onHold')).toBe('On hold')
    expect(wordOf('external', { external: 'External contact' })).toBe('External contact')
  })

  it('says when counting stopped', () => {
    expect(totalText({ count: 1204, isAtLeast: false })).toBe('1,204')
    expect(totalText({ count: 10_000, isAtLeast: true })).toBe('10,000+')
  })

  it('keeps every digit of exact numbers', () => {
    expect(decimalText('1234.50')).toBe('1,234.50')
    expect(decimalText('-9007199254740993.01')).toBe('-9,007,199,254,740,993.01')
    expect(percentText('12.50')).toBe('12.5 %')
    expect(percentText('100')).toBe('100 %')
  })

  it('gives amounts the digits that the server keeps, whatever the browser believes', () => {
    expect(moneyText({ amount: '412000.00', currency: 'EUR' })).toBe('€412,000.00')
    expect(moneyText({ amount: '1500', currency: 'JPY' })).toBe('¥1,500')
    expect(moneyText({ amount: '10.00', currency: 'HUF' })).toContain('10.00')
  })

  it.each([
    ['412000.00', 'EUR', '€412,000'],
    ['1000.49', 'EUR', '€1,000'],
    ['1000.50', 'EUR', '€1,001'],
    ['-2500.75', 'EUR', '-€2,501'],
    ['999.99', 'EUR', '€999.99'],
    ['12.50', 'EUR', '€12.50'],
    ['700.00', 'EUR', '€700'],
    ['0.00', 'EUR', '€0'],
    ['1500', 'JPY', '¥1,500'],
    ['700', 'JPY', '¥700'],
    ['1234.567', 'KWD', 'KWD 1,235'],
    ['12.500', 'KWD', 'KWD 12.500'],
    ['9007199254740993.01', 'EUR', '€9,007,199,254,740,993'],
  ])('reads %s %s at a glance as %s', (amount, currency, said) => {
    expect(roundMoneyText({ amount, currency }).replace('\u00a0', ' ')).toBe(said)
  })

  it('reads amounts at a glance as the language of a page writes them', () => {
    const inWords = (locale: string, amount: string, currency: string): string =>
      roundMoneyText({ amount, currency }, locale).replaceAll(/[\u00a0\u202f]/g, ' ')
    expect(inWords('de-DE', '412000.00', 'EUR')).toBe('412.000 €')
    expect(inWords('de-DE', '12.50', 'EUR')).toBe('12,50 €')
    expect(inWords('fr-FR', '412000.00', 'EUR')).toBe('412 000 €')
    expect(inWords('de-CH', '1234.567', 'KWD')).toMatch(/^KWD 1['’]235$/)
    expect(inWords('ja-JP', '1500', 'JPY')).toMatch(/^[¥￥]1,500$/)
  })

  it('tells lengths of time in two units at most', () => {
    expect(durationText(16_200)).toBe('4 h 30 min')
    expect(durationText(90_061)).toBe('1 d 1 h')
    expect(durationText(0)).toBe('0 min')
    expect(durationText(45)).toBe('45 s')
  })

  it('takes initials from any alphabet', () => {
    expect(initialsOf('Priya Nair')).toBe('PN')
    expect(initialsOf('Łukasz van der Żak')).toBe('ŁŻ')
    expect(initialsOf('Cher')).toBe('C')
    expect(initialsOf('')).toBe('')
  })

  it('flattens Markdown to one line', () => {
    expect(plainText('# Title\n\nSome **bold** [link](https://x.example) and `code`.\n- one\n- two')).toBe(
      'Title Some bold link and code. one two',
    )
  })
})
