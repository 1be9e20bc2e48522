import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../traits/markdown.server.ts'
import { bodyOf } from './body.ts'
import { splitQuoted } from './quote.ts'

const ofText = (text: string, subject = 'Re: x') => bodyOf({ text, html: null, subject }).markdown
const ofHtml = (html: string, subject = 'Re: x') => bodyOf({ text: null, html, subject }).markdown
const shown = (markdown: string) => renderMarkdown(markdown, () => null)
const written = (markdown: string) => markdown.replaceAll(/<details>[\s\S]*?<\/details>/g, '').trim()

describe('what somebody quoted', () => {
  it.each([
    ['Outlook, German', 'Danke!\n\nVon: Desk <d@x>\nGesendet: Montag, 2. März\nAn: Ada\nBetreff: x\n\nalt'],
    ['Outlook, English', 'Danke!\n\nFrom: Desk <d@x>\nSent: Monday\nTo: Ada\nSubject: x\n\nold'],
    ['Outlook with a rule', 'Danke!\n\n-----Ursprüngliche Nachricht-----\nVon: Desk\n\nalt'],
    [
      'Outlook for the web',
      'Danke!\n________________________________\nVon: Desk <d@x>\nGesendet: Montag\nAn: Ada\n\nalt',
    ],
    ['Gmail', 'Danke!\n\nOn Mon, Mar 2, 2026 at 5:01 PM Desk <d@x> wrote:\n\n> old'],
    ['Gmail, broken over lines', 'Danke!\n\nOn Mon, Mar 2, 2026 at 5:01 PM Desk of the house\n<d@x> wrote:\n\n> old'],
    ['Gmail, German', 'Danke!\n\nAm Mo., 2. März 2026 um 17:01 Uhr schrieb Desk <d@x>:\n\n> alt'],
    ['Apple Mail', 'Danke!\n\n> Am 02.03.2026 um 17:30 schrieb Desk <d@x>:\n> \n> alt'],
    ['Thunderbird', 'Danke!\n\nAm 02.03.26 um 18:00 schrieb Desk:\n> alt\n> alt\n> alt\n> alt'],
    ['Lotus Notes', 'Danke!\n\n-----Desk <d@x> schrieb: -----\nAn: Ada\nVon: Desk\n\nalt'],
  ])('is folded as %s writes it, and kept', (_program, text) => {
    const markdown = ofText(text)
    expect(written(markdown)).toBe('Danke!')
    expect(markdown).toMatch(/<details><summary>Quoted text<\/summary>[\s\S]*(old|alt)/)
  })

  it.each([
    [
      'Gmail',
      '<div>Danke!</div><div class="gmail_quote"><div class="gmail_attr">On Mon wrote:</div><blockquote class="gmail_quote">old</blockquote></div>',
    ],
    [
      'Outlook',
      '<p>Danke!</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Desk</p></div><p>old</p>',
    ],
    ['Outlook for the web', '<div>Danke!</div><hr><div id="divRplyFwdMsg"><b>From:</b> Desk</div><div>old</div>'],
    ['Apple Mail', 'Danke!<blockquote type="cite">old</blockquote>'],
    [
      'Thunderbird',
      '<p>Danke!</p><div class="moz-cite-prefix">Am 2. schrieb Desk:</div><blockquote type="cite">old</blockquote>',
    ],
    ['nobody in particular', '<p>Danke!</p><p>From: Desk<br>Sent: Monday<br>To: Ada<br>Subject: x</p><p>old</p>'],
  ])('is folded in HTML as %s writes it, and kept', (_program, html) => {
    const markdown = ofHtml(html)
    expect(written(markdown)).toBe('Danke!')
    expect(markdown).toMatch(/<details>[\s\S]*(old|Desk)/)
  })

  it('isn’t folded where it is all there is, or where it is what a forward is about', () => {
    expect(ofText('> only this\n> and this')).not.toContain('<details>')
    expect(ofText('See below.\n\nFrom: Eva\nSent: Monday\nTo: Ada\nSubject: x\n\nHelp', 'WG: x')).not.toContain(
      '<details>',
    )
    expect(
      ofText('Look\n\n---------- Forwarded message ---------\nFrom: Eva\nDate: Monday\nTo: Ada\n\nHelp'),
    ).not.toContain('<details>')
  })

  it('stays beside the answers that are written between it', () => {
    expect(ofText('> Which size?\n27 inch\n> Which room?\n3.12')).toBe(
      '> Which size?\n\n27 inch\n\n> Which room?\n\n3.12',
    )
  })

  it('is not mistaken: somebody who writes of a sender, or ends a line with a colon', () => {
    for (const text of [
      'From: the first floor I see smoke.',
      'On Monday I wrote:\nnothing at all',
      'Am Montag:\nalles gut',
    ])
      expect(ofText(text)).not.toContain('<details>')
  })

  it('loses no line, whatever a mail says', () => {
    const line = fc.constantFrom(
      '',
      'text',
      '> quoted',
      'On Mon Bob wrote:',
      'From: a',
      'Sent: b',
      'To: c',
      '-----Original Message-----',
      '____________',
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        expect(splitQuoted(lines).flatMap((one) => one.lines)).toEqual(lines)
      }),
    )
  })
})

describe('the text of a mail', () => {
  it('is shown as it was written: signs of Markdown, of HTML and indentation stay what they are', () => {
    const text = [
      '# no heading',
      '1. no list',
      '* star * and _line_',
      'a < b && c > d',
      '<b>bold</b> &amp; [x](y)',
      '    four spaces',
      '| a |',
    ]
    const html = shown(ofText(text.join('\n')))
    expect(html).not.toMatch(/<(h\d|ul|ol|em|strong|b|a|code|pre|table)\b/)
    for (const words of ['# no heading', '* star * and _line_', '&lt;b&gt;bold&lt;/b&gt; &amp;amp; [x]'])
      expect(html).toContain(words)
  })

  it('mentions nobody: what looks like a mention stays text', () => {
    const html = shown(ofText('@[Ada](person:01900000-0000-7000-8000-000000000001)'))
    expect(html).not.toContain('class="mention"')
  })

  it('keeps structure, links and its own pictures of HTML, and nothing that runs or calls home', () => {
    const markdown = ofHtml(
      '<style>p{}</style><script>alert(1)</script><h1>T</h1><ul><li>one<li>two</ul><a href="javascript:x">bad</a> <a href="https://a.example/(x)">good</a>' +
        '<img src="https://t.example/p.gif"><img src="cid:pic@1" alt="Pic"><div style="display:none">hidden</div><table><tr><td>a<td>b</table>',
    )
    expect(markdown).toContain('### T')
    expect(markdown).toContain('- one\n- two')
    expect(markdown).toContain('[good](https://a.example/%28x%29)')
    expect(markdown).toContain('![Pic](cid:pic@1)')
    expect(markdown).toContain('a · b')
    expect(markdown).not.toMatch(/alert|javascript|hidden|t\.example/)
  })

  it('keeps tables that hold facts, and none that only lay a mail out', () => {
    const facts =
      '<table border=1><tr><th>Printer</th><th>Room <b>a|b</b></th></tr><tr><td><p>LP-4</p><p>new</p></td><td>2.14</td></tr><tr><td>LP-5</td></tr></table>'
    expect(ofHtml(`<p>Look:</p>${facts}<p>Thanks</p>`)).toBe(
      'Look:\n\n| Printer | Room **a\\|b** |\n| --- | --- |\n| LP-4 new | 2.14 |\n| LP-5 |  |\n\nThanks',
    )
    expect(renderMarkdown(ofHtml(facts), () => null)).toContain('<td>LP-4 new</td>')
    expect(ofHtml('<table><tr><td>a</td><td>b</td></tr></table>')).toBe('a · b')
    expect(ofHtml(`<table border=1><tr><td>${facts}</td><td>x</td></tr></table>`)).toContain('| LP-5 |')
    // However broken it is, no word is lost.
    expect(ofHtml('<table border=1><td>one</td><td>two</td><tr></table>')).toContain('| one | two |')
    expect(ofHtml('<table border=1><tr><td>three<td>four<tr><td>five')).toMatch(/three.*four[\s\S]*five/)
  })

  it('is bounded in length and depth, and says so', () => {
    const long = bodyOf({ text: 'word '.repeat(20_000), html: null, subject: '' })
    expect(long.markdown.length).toBeLessThan(45_000)
    expect(long.leftOut).toHaveLength(1)
    const deep = ofHtml(`${'<blockquote><div><b>'.repeat(20_000)}x`)
    expect(deep.length).toBeLessThan(45_000)
    expect(shown(deep)).toContain('x')
    expect(shown(ofText(`${'>'.repeat(5000)} x`))).toContain('x')
  })

  it('is read in time that grows with its length, whatever it is', () => {
    const started = performance.now()
    for (const piece of ['On ', '> ', 'From: x\n', '-', '<', '*', '[', '(', '`', ' ', 'a@b '])
      shown(ofText(piece.repeat(40_000)))
    for (const piece of [
      '<a href="https://x">',
      '<li>',
      '<td>',
      '<b>',
      '</b>',
      '<ul>',
      '&amp;',
      '<table border=1>',
      '<table><th>',
    ])
      shown(ofHtml(piece.repeat(20_000)))
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  it('makes safe HTML of any HTML', () => {
    const piece = fc.constantFrom(
      '<b>',
      '</b>',
      '<a href="javascript:alert(1)">',
      '</a>',
      '<img src=x onerror=alert(1)>',
      '<blockquote type=cite>',
      '</blockquote>',
      '<table border=1><tr><td>',
      '<th>',
      '</table>',
      'text',
      '`',
      '[a](javascript:alert(1))',
      '<svg onload=alert(1)>',
      '&lt;script&gt;alert(1)&lt;/script&gt;',
      '<pre>',
      '</pre>',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const html = shown(ofHtml(pieces.join('')))
        expect(html).not.toMatch(/<script|<svg|<[^>]+\son\w+=|href="javascript/i)
      }),
    )
  })
})
