import { expect, test } from 'vitest'
import { anchorOf, minutesToRead, outlineOf } from './outline.ts'

test('the headings of a text, each with an anchor of its own', () => {
  const text =
    '# One\n\nText.\n\n## *Two* & `three`\n\n```\n# not one\n```\n\n## One\n\n> ## quoted\n\nUnderlined\n---\n'
  expect(outlineOf(text)).toEqual([
    { depth: 1, text: 'One', anchor: 'one' },
    { depth: 2, text: 'Two & three', anchor: 'two-three' },
    { depth: 2, text: 'One', anchor: 'one-2' },
    { depth: 2, text: 'Underlined', anchor: 'underlined' },
  ])
})
test.each([
  ['Before you begin', 'before-you-begin'],
  ['Für Gäste: WLAN?', 'für-gäste-wlan'],
  ['!!!', 'part'],
])('%s → #%s', (text, anchor) => expect(anchorOf(text)).toBe(anchor))
test('reading takes a minute at least', () => {
  expect(minutesToRead('')).toBe(1)
  expect(minutesToRead('word '.repeat(660))).toBe(3)
})
