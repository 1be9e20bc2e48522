import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aboutWords, fitOf, gapOf, isNear, stemOf } from './question.ts'

describe('what a question is about', () => {
  test.each([
    ['How do I connect to the VPN from home?', ['connect', 'vpn', 'home']],
    ['My printer doesn’t print', ['printer', 'doesn', 'print']],
    ['printers', ['printer']],
    ['Ich kann mich nicht anmelden', ['anmelden']],
    ['Wie richte ich einen Drucker ein?', ['richte', 'drucker']],
    ['how to', []],
    ['', []],
  ])('%s', (text, expected) => expect(aboutWords(text)).toEqual(expected))

  test('is the same however it is put', () => {
    expect(gapOf('How do I book a projector?')).toBe(gapOf('projector booking please, book a projector'))
    expect(gapOf('Beamer buchen')).not.toBe(gapOf('Beamer'))
  })
  test('is at most eight words, each a beginning of one that was asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const words = aboutWords(text)
        expect(words.length).toBeLessThanOrEqual(8)
        expect(new Set(words).size).toBe(words.length)
      }),
    )
  })
})

test.each([
  ['printing', 'print'],
  ['mailboxes', 'mailbox'],
  ['connected', 'connect'],
  ['bus', 'bus'],
  ['ring', 'ring'],
])('%s begins as %s', (word, stem) => expect(stemOf(word)).toBe(stem))

test('a slip is one letter too many, one missing, one wrong, or two swapped', () => {
  for (const slip of ['pritner', 'priner', 'printter', 'prunter']) expect(isNear(slip, 'printer'), slip).toBe(true)
  for (const other of ['pounter', 'print', 'painted']) expect(isNear(other, 'printer'), other).toBe(false)
  expect(isNear('vpn', 'vpm')).toBe(false)
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{0,7}$/), fc.stringMatching(/^[a-z]{0,7}$/), (one, other) => {
      expect(isNear(one, other)).toBe(isNear(other, one))
    }),
  )
})

test('the word itself fits better than its beginning, and that better than a slip', () => {
  const fits = [
    fitOf('mailboxes', 'mailbox'),
    fitOf('mailboxrule', 'mailbox'),
    fitOf('mialbox', 'mailbox'),
    fitOf('mail', 'mailbox'),
  ]
  expect(fits).toEqual([...fits].sort((a, b) => b - a))
  expect(fits.at(-1)).toBe(0)
})
