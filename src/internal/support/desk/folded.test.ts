import { expect, it } from 'vitest'
import { foldQuoted } from './folded.ts'

it('folds what a mail quotes at its end, and nothing that answers between the lines', () => {
  expect(foldQuoted('It works now.\n\n> Is it plugged in?\n> Dorota')).toEqual({
    own: 'It works now.',
    quoted: '> Is it plugged in?\n> Dorota',
  })
  expect(
    foldQuoted('Thanks.\n\nOn Fri, 27 Nov 2026 at 10:02, Service desk <desk@example.com> wrote:\nIs it on?'),
  ).toMatchObject({
    own: 'Thanks.',
  })
  const between = '> Is it on?\nYes.\n> And plugged in?\nYes, too.'
  expect(foldQuoted(between)).toEqual({ own: between, quoted: '' })
  const folded = 'Yes.\n\n<details><summary>Quoted text</summary>\n\nOn Friday Tom wrote:\n> Is it on?\n\n</details>'
  expect(foldQuoted(folded)).toEqual({ own: folded, quoted: '' })
  expect(foldQuoted('> Only this')).toEqual({ own: '> Only this', quoted: '' })
})
