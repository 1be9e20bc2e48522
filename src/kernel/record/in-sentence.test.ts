import { expect, it } from 'vitest'
import { inSentence } from './in-sentence.ts'

it('writes a label as it stands inside a sentence, and keeps what is written in capitals', () => {
  expect(inSentence('Business units')).toBe('business units')
  expect(inSentence('API reference')).toBe('API reference')
  expect(inSentence('Linked SLAs')).toBe('linked SLAs')
  expect(inSentence('D-U-N-S Number')).toBe('D-U-N-S number')
  expect(inSentence('IT-Service URL')).toBe('IT-service URL')
  expect(inSentence('E-mail')).toBe('e-mail')
  expect(inSentence('Übergabe')).toBe('übergabe')
})
