import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markedIn, plainOf, snippetOf } from './snippet.ts'

const said = (pieces: readonly { text: string; isHit: boolean }[]): string =>
  pieces.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('')

test('marks what was looked for, in spite of accents, capitals, endings and a slip', () => {
  expect(said(markedIn('Printers in Zürich: print, don’t sprint', ['print']))).toBe(
    '[Printers] in Zürich: [print], don’t sprint',
  )
  expect(said(markedIn('Zürich', ['zurich']))).toBe('[Zürich]')
  expect(said(markedIn('The printer', ['pritner']))).toBe('The [printer]')
})

test('is the part with most of the wanted words', () => {
  const filler = 'Nothing of interest stands here. '.repeat(20)
  const text = `# VPN\n\n${filler}\n\nIf the **VPN** asks for a [token](https://x.example), take the one of the app.\n\n${filler}`
  const snippet = snippetOf(text, ['token', 'vpn'])
  expect(said(snippet)).toContain('If the [VPN] asks for a [token], take the one of the app.')
  expect(said(snippet)).toMatch(/^… .* …$/)
  expect(said(snippet).length).toBeLessThan(220)
})

test('is the beginning where none of them is in the text', () => {
  expect(said(snippetOf('Hold the button for ten seconds.', ['vpn']))).toBe('Hold the button for ten seconds.')
  expect(snippetOf('', ['vpn'])).toEqual([])
})

test('leaves out what only Markdown needs', () => {
  expect(
    plainOf(
      '## Steps\n\n1. Open *Settings*\n2. Press `OK`\n\n| a | b |\n|---|---|\n| c | d |\n\n![A picture](x.png)\n```sh\nipconfig\n```',
    ),
  ).toBe('Steps Open Settings Press OK a b c d A picture ipconfig')
})

test('says what the text says, whatever was asked', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 4 }),
      (text, words) => {
        expect(
          markedIn(text, words)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
      },
    ),
  )
})
