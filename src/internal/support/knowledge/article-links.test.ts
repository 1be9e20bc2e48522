import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pathIn, pointersIn, repointed, withMarkdownPictures } from './article-links.ts'

const targets = (text: string) =>
  pointersIn(text).map(({ target, isPicture }) => `${isPicture ? 'shows' : 'leads to'} ${target}`)

describe('what a text points at', () => {
  test.each([
    ['![The tray](img/tray.png)', ['shows img/tray.png']],
    ['![](tray.png "Tray two") and ![a](<my tray.png>)', ['shows tray.png', 'shows my tray.png']],
    [
      '[Wi-Fi](wifi.md#office) and [site](https://example.com/a_(b))',
      ['leads to wifi.md#office', 'leads to https://example.com/a_(b)'],
    ],
    ['[![Small](small.png)](large.png)', ['shows small.png', 'leads to large.png']],
    ['![Tray][t]\n\n[t]: img/tray.png "Tray"\n[w]: wifi.md', ['shows img/tray.png', 'leads to wifi.md']],
    ['`![no](no.png)` and ``a ` [no](no.md)``\n```\n![no](no.png)\n```\n![yes](yes.png)', ['shows yes.png']],
    ['~~~\n[no](no.md)', []],
    ['[ ] a box, [no link] and (brackets)', []],
  ])('%s', (text, expected) => expect(targets(text)).toEqual(expected))

  test('pictures in HTML are Markdown ones, outside of code', () => {
    expect(withMarkdownPictures('A <img alt="The tray" src="img/tray two.png" width=40> b `<img src=x>`')).toBe(
      'A ![The tray](<img/tray two.png>) b `<img src=x>`',
    )
  })
  test('addresses are put in their place and nothing else is touched', () => {
    const text = '# A\n\n![x](a.png "t") `![x](a.png)` [y](b.md#c)\n'
    const next = repointed(text, ({ target }) => (target === 'a.png' ? 'b.png' : null))
    expect(next).toBe('# A\n\n![x](b.png "t") `![x](a.png)` [y](b.md#c)\n')
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'[]()!`~<>#: \nab.') }), (any) => {
        expect(repointed(any, () => null)).toBe(any)
        for (const { from, to, target } of pointersIn(any)) expect(any.slice(from, to)).toContain(target)
      }),
    )
  })
})

describe('the file that an address means', () => {
  test.each([
    ['network/vpn.md', '../img/a%20b.png', { path: 'img/a b.png', anchor: '' }],
    ['network/vpn.md', './wifi.md#office', { path: 'network/wifi.md', anchor: '#office' }],
    ['vpn.md', 'a%zz.png', { path: 'a%zz.png', anchor: '' }],
    ['vpn.md', '../secret.png', null],
    ['network/vpn.md', '../../etc/passwd', null],
    ['network/vpn.md', '..%2f..%2fetc/passwd', null],
    ['vpn.md', '/etc/passwd', null],
    ['vpn.md', 'https://example.com/a.png', null],
    ['vpn.md', 'mailto:ida@example.com', null],
    ['vpn.md', '#office', null],
  ])('from %s, %s', (source, target, expected) => expect(pathIn(source, target)).toEqual(expected))
})
