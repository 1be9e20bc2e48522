import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { vectors } from '../../../test/data/xss/vectors.ts'
import { writeLetter } from '../mail/letter.ts'
import { renderMarkdown } from './markdown.server.ts'

const render = (text: string): string => renderMarkdown(text, ({ type, id }) => `/${type}/${id}`)

// A text without '<' outside these tags is read alike by every parser: none of them switches a browser to comments, raw text or foreign content.
const plainTag =
  /<(?:\/?(?:p|strong|em|del|code|pre|blockquote|ul|ol|li|h[3-6]|table|thead|tbody|tr|th|td|details|summary)|img src="\/api\/v1\/files\/[0-9a-f-]{36}\/preview" alt="[^"<>]*" loading="lazy" \/|\/a|br \/|hr \/|ol start="\d+"|t[hd] align="(?:left|center|right)"|a(?: (?:href|class|rel)="[^"<>]*")*)>/g
const decoded = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
const addressesIn = (html: string): string[] =>
  (html.match(plainTag) ?? []).flatMap((tag) =>
    [...tag.matchAll(/ href="([^"]*)"/g)].map(([, url = '']) => decoded(url)),
  )

/** The scheme that a browser finds in an address on a page of ours; throws for what is no address at all. */
const schemeOf = (address: string): string =>
  URL.canParse(address, 'https://ours.example') ? new URL(address, 'https://ours.example').protocol : 'none'

function expectHarmless(html: string): void {
  expect(html.replaceAll(plainTag, '')).not.toContain('<')
  for (const address of addressesIn(html)) {
    expect(['https:', 'http:', 'mailto:', 'none']).toContain(schemeOf(address))
    expect(address).not.toMatch(/^[\s\\/]*[\\/]{2}/)
  }
}

describe('Markdown from people', () => {
  it.each(vectors)('runs nothing: %s', (_technique, vector) => {
    for (const text of [
      vector,
      `before ${vector} after`,
      `> ${vector}`,
      `- ${vector}`,
      `| a |\n| - |\n| ${vector} |`,
      `[${vector}](https://a.example)`,
    ])
      expectHarmless(render(text))
  })

  it('runs nothing, however the vectors are cut and put together', () => {
    const pieces = vectors.flatMap(([, vector]) => [vector, ...vector.split(/(?=[<>"'=:/&\s])/)])
    const piece = fc.oneof(
      fc.constantFrom(...new Set(pieces)),
      fc.constantFrom('`', '\n\n', '[', '](', ')', '<', '>', '"', '&', '\\', '|', '*', '\0'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) => expectHarmless(render(parts.join('')))),
      { numRuns: 2000 },
    )
  })

  it('shows pictures of files kept here, and of no other place', () => {
    const id = '01900000-0000-7000-8000-000000000001'
    expect(render(`![Screen](/api/v1/files/${id}/preview)`)).toContain(
      `<img src="/api/v1/files/${id}/preview" alt="Screen" loading="lazy" />`,
    )
    for (const src of [
      'https://a.example/p.gif',
      `//a.example/api/v1/files/${id}/preview`,
      'cid:a',
      `/api/v1/files/${id}`,
    ])
      expect(render(`![x](${src})`)).not.toContain('<img')
  })

  it('keeps what is harmless', () => {
    expect(render('**a** [b](https://a.example/?x=1&y=2) <mailto:a@a.example>')).toBe(
      '<p><strong>a</strong> <a href="https://a.example/?x=1&amp;y=2" rel="noopener noreferrer nofollow">b</a> <a href="mailto:a@a.example" rel="noopener noreferrer nofollow">mailto:a@a.example</a></p>\n',
    )
  })
})

test('a mail shows what people wrote as text, whatever it is', () => {
  const letterOf = (text: string): string =>
    writeLetter({
      brand: text,
      heading: text,
      blocks: [
        { says: text },
        { quotes: text },
        { lists: [{ title: text, text, url: `https://a.example/?q=${text}` }] },
      ],
      action: { label: text, url: `https://a.example/?q=${text}` },
      footer: [text, { label: text, url: `https://a.example/?q=${text}` }],
    }).html
  const skeleton = (html: string): string =>
    (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/ href="[^"]*"/, '')).join('')
  const harmless = skeleton(letterOf('x'))
  for (const [, vector] of vectors) expect(skeleton(letterOf(vector.replaceAll('\n', ' '))), vector).toBe(harmless)
})
