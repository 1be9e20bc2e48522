import { expect, it } from 'vitest'
import { withFiles } from './attached.ts'

it('puts the files of a reply below its text: pictures shown, others named', () => {
  const files = [
    { id: '1', name: 'screen [1]_a.png', isPicture: true },
    { id: '2', name: 'manual.pdf', isPicture: false },
  ]
  expect(withFiles('See here. ', files)).toBe(
    'See here.\n\n![screen (1)\\_a.png](/api/v1/files/1/preview)\n[manual.pdf](/api/v1/files/2)',
  )
  expect(withFiles(' ', files.slice(1))).toBe('[manual.pdf](/api/v1/files/2)')
  expect(withFiles('Alone.', [])).toBe('Alone.')
})
