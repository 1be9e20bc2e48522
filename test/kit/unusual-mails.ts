import { base64, file, forwarded, head, invitation, lines, multipart, part, text } from './mail-parts.ts'

/** Mails as they come seldom, by what is unusual about them, and words of each that must be found in what was read. */
export const unusualMails: readonly { readonly name: string; readonly raw: Buffer; readonly says?: string }[] = (
  [
    [
      'winmail.dat with a text',
      head(
        'tnef',
        multipart(
          'mixed',
          text('See the list.'),
          file('winmail.dat', 'application/ms-tnef', '\u0078\u009f\u003e\u0022'),
        ),
      ),
      'See the list.',
    ],
    ['winmail.dat alone', head('tnef alone', file('winmail.dat', 'application/ms-tnef', 'x')), 'winmail.dat'],
    [
      'S/MIME signed',
      head(
        'smime',
        multipart(
          'signed; protocol="application/pkcs7-signature"; micalg=sha-256',
          text('Signed words.'),
          file('smime.p7s', 'application/pkcs7-signature', 'signature'),
        ),
      ),
      'Signed words.',
    ],
    [
      'S/MIME encrypted',
      head('smime secret', file('smime.p7m', 'application/pkcs7-mime; smime-type=enveloped-data', 'secret')),
      'encrypted',
    ],
    [
      'PGP/MIME signed',
      head(
        'pgp',
        multipart(
          'signed; protocol="application/pgp-signature"; micalg=pgp-sha512',
          text('Signed by PGP.'),
          file('signature.asc', 'application/pgp-signature', '-----BEGIN PGP SIGNATURE-----'),
        ),
      ),
      'Signed by PGP.',
    ],
    [
      'PGP/MIME encrypted',
      head(
        'pgp secret',
        multipart(
          'encrypted; protocol="application/pgp-encrypted"',
          part('application/pgp-encrypted', 'Version: 1'),
          file('encrypted.asc', 'application/octet-stream', '-----BEGIN PGP MESSAGE-----'),
        ),
      ),
      'encrypted',
    ],
    [
      'a calendar invitation',
      head(
        'invitation',
        multipart(
          'alternative',
          text('You are invited.'),
          part('text/calendar; charset=utf-8; method=REQUEST', invitation),
        ),
      ),
      'You are invited.',
    ],
    [
      'a calendar invitation alone',
      head('invitation alone', part('text/calendar; charset=utf-8; method=REQUEST', invitation)),
      'Printer repair',
    ],
    [
      'a mail within a mail',
      head('forward', multipart('mixed', text('Look at this.'), part('message/rfc822', forwarded))),
      'Look at this.',
    ],
    ['a mail within a mail alone', head('forward alone', part('message/rfc822', forwarded)), 'What was passed on.'],
    [
      'mails within mails, thirty deep',
      head(
        'deep',
        Array.from({ length: 30 }).reduce<string>(
          (inner, _one, n) => part('message/rfc822', head(`Within ${n}`, inner)),
          text('The core.'),
        ),
      ),
    ],
    ['UTF-7', head('utf7', part('text/plain; charset=unicode-1-1-utf-7', 'Gr+APwA3w-e')), 'Grüße'],
    [
      'a charset that nobody knows',
      head('charset', part('text/plain; charset=x-klingon', 'Plain words.')),
      'Plain words.',
    ],
    [
      'UTF-16',
      head(
        'utf16',
        part(
          'text/plain; charset=utf-16le',
          base64(Buffer.from('Wide words.', 'utf16le')),
          'Content-Transfer-Encoding: base64',
        ),
      ),
      'Wide words.',
    ],
    ['ISO-2022-JP', head('jis', part('text/plain; charset=iso-2022-jp', '\u001b$B%W%j%s%?\u001b(B')), 'プリンタ'],
    ['no charset, with letters of Windows', head('letters', part('text/plain', 'Gr\u00fc\u00dfe')), 'Grüße'],
    [
      'a head of 8-bit letters',
      lines(
        'From: J\u00f6rg <ada@nordlys.example>',
        'To: desk@deck.example',
        'Subject: B\u00fcro',
        'Message-ID: <eight@unusual.example>',
        '',
        'Words.',
      ),
      'Words.',
    ],
    ['a subject folded over and over', head(`folded ${'again\r\n '.repeat(60)}end`, text('Folded.')), 'Folded.'],
    [
      'a subject in many coded words',
      head('=?utf-8?Q?Dr=C3=BCck?=\r\n =?utf-8?Q?er_in_B=C3=BCro?= =?utf-8?B?IDM=?=', text('Coded.')),
      'Coded.',
    ],
    [
      'coded words that are broken',
      head('=?utf-8?Q?broken=?= =?x?y?z?= =?utf-8?B?!!!?=', text('Broken subject.')),
      'Broken subject.',
    ],
    [
      'a thousand headers',
      head('many', ...Array.from({ length: 1000 }, (_, n) => `X-More-${n}: ${'x'.repeat(60)}`), text('Many.')),
      'Many.',
    ],
    ['a header of a megabyte', head('long', `X-Long: ${'x'.repeat(1_000_000)}`, text('After it.')), 'After it.'],
    ['an empty body', head('empty', text(''))],
    ['no body at all', head('none')],
    [
      'nothing but HTML without words',
      head('picture', part('text/html', '<html><body><img src="https://track.example/x.gif"></body></html>')),
    ],
    [
      'a multipart that ends in the middle',
      head(
        'cut',
        multipart('mixed', text('Before the cut.'), file('a.bin', 'application/octet-stream', 'x'.repeat(3000))),
      ).slice(0, 700),
      'Before the cut.',
    ],
    ['a multipart without its boundary', head('boundary', 'Content-Type: multipart/mixed', '', 'Words anyhow.')],
    [
      'base64 that is none',
      head('base64', part('text/plain; charset=utf-8', '%%% not base64 %%%', 'Content-Transfer-Encoding: base64')),
    ],
    [
      'quoted-printable that is broken',
      head('qp', part('text/plain; charset=utf-8', 'Caf=C3=A9 =ZZ =', 'Content-Transfer-Encoding: quoted-printable')),
      'Café',
    ],
    [
      'a transfer encoding that nobody knows',
      head('encoding', part('text/plain; charset=utf-8', 'Odd words.', 'Content-Transfer-Encoding: x-uuencode')),
      'Odd words.',
    ],
    ['lines that end in LF alone', head('lf', text('Short ends.')).replaceAll('\r\n', '\n'), 'Short ends.'],
    ['NULs in head and body', head('nul \u0000 here', text('With \u0000 a NUL.')), 'a NUL.'],
    [
      'a file with a name that leads elsewhere',
      head('name', multipart('mixed', text('Odd name.'), file('../../etc/passwd', 'text/plain', 'x'))),
      'Odd name.',
    ],
    [
      'a file name in many pieces',
      head(
        'pieces',
        multipart(
          'mixed',
          text('Pieces.'),
          part(
            'application/pdf',
            base64('x'),
            "Content-Disposition: attachment; filename*0*=utf-8''Pr%C3%BC; filename*1*=fung.pdf",
            'Content-Transfer-Encoding: base64',
          ),
        ),
      ),
      'Pieces.',
    ],
    [
      'two hundred addresses',
      head(
        'crowd',
        `Cc: ${Array.from({ length: 200 }, (_, n) => `Person ${n} <p${n}@crowd.example>`).join(',\r\n ')}`,
        text('To all.'),
      ),
      'To all.',
    ],
    [
      'a group for an address',
      lines(
        'From: Ada Holm <ada@nordlys.example>',
        'To: undisclosed-recipients:;',
        'Subject: group',
        'Message-ID: <group@unusual.example>',
        '',
        'Grouped.',
      ),
      'Grouped.',
    ],
    [
      'a From of two people',
      lines(
        'From: Ada Holm <ada@nordlys.example>, Eva <eva@nordlys.example>',
        'Sender: eva@nordlys.example',
        'Subject: two',
        'Message-ID: <two@unusual.example>',
        '',
        'From both.',
      ),
      'From both.',
    ],
    [
      'a From that is no address',
      lines('From: printer', 'Subject: printer', 'Message-ID: <printer@unusual.example>', '', 'Toner low.'),
    ],
    ['no From at all', lines('Subject: nobody', '', 'Who am I?')],
    [
      'a mail of the past century',
      lines(
        'From ada@nordlys.example Tue Mar  3 09:00:00 1998',
        'From: ada@nordlys.example',
        'Date: 3 Mar 98 9:00 CET',
        'Subject: old',
        'Message-ID: <old@unusual.example>',
        '',
        'Old words.',
      ),
      'Old words.',
    ],
    [
      'HTML nested a thousand deep',
      head('nested', part('text/html; charset=utf-8', `${'<div><table><tr><td>'.repeat(1000)}In the middle.`)),
      'In the middle.',
    ],
    [
      'a part of RFC 2046 that is one of several',
      head('partial', part('message/partial; number=1; total=2; id="x"', 'The first half.')),
    ],
    [
      'format=flowed',
      head(
        'flowed',
        part('text/plain; charset=utf-8; format=flowed; delsp=yes', 'One line that \r\ngoes on.\r\n> quoted '),
      ),
      'goes on.',
    ],
    [
      'Apple’s text, picture, text',
      head(
        'apple',
        multipart(
          'mixed',
          text('Above.'),
          part(
            'image/png; name="p.png"',
            base64('x'),
            'Content-Disposition: inline; filename="p.png"',
            'Content-Transfer-Encoding: base64',
          ),
          text('Below.'),
        ),
      ),
      'Below.',
    ],
    ['nothing but bytes', String.fromCodePoint(...Array.from({ length: 600 }, (_, n) => (n * 89) % 256))],
  ] as const
).map(([name, raw, says]) => ({ name, raw: Buffer.from(raw, 'latin1'), ...(says !== undefined && { says }) }))
