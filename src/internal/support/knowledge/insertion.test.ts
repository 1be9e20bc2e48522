import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withInsertion } from './insertion.ts'

const bold = { before: '**', after: '**', sample: 'important' }
const steps = { line: '1. ', sample: 'First' }

test('puts marks around what is chosen, or around words to write over', () => {
  expect(withInsertion('Press it', { from: 6, to: 8 }, bold)).toEqual({ text: 'Press **it**', from: 8, to: 10 })
  const { text, from, to } = withInsertion('', { from: 0, to: 0 }, bold)
  expect([text, text.slice(from, to)]).toEqual(['**important**', 'important'])
})
test('makes a list of whole lines, counted', () => {
  expect(withInsertion('Do:\nOpen\nPress', { from: 6, to: 14 }, steps).text).toBe('Do:\n1. Open\n2. Press')
})
test('puts a block on lines of its own', () => {
  expect(withInsertion('Text', { from: 4, to: 4 }, { block: '![a](a.png)' }).text).toBe('Text\n\n![a](a.png)\n\n')
})
test('loses nothing of the text', () => {
  const letters = (text: string): string => text.replaceAll(/\s/g, '')
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.nat(40), fc.nat(40), (text, one, other) => {
      const [from, to] = [Math.min(one, other, text.length), Math.min(Math.max(one, other), text.length)]
      const next = withInsertion(text, { from, to }, { block: '§' })
      expect(letters(next.text)).toBe(letters(`${text.slice(0, from)}§${text.slice(to)}`))
    }),
  )
})
