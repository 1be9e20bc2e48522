import { describe, expect, it } from 'vitest'
import { decimalText, durationText, initialsOf, moneyText, percentText, plainText, totalText, wordOf } from './words.ts'

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
