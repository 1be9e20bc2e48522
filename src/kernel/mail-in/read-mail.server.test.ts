import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corpusMail } from '../../../test/kit/mail-in.ts'
import { unusualMails } from '../../../test/kit/unusual-mails.ts'
import { renderMarkdown } from '../traits/markdown.server.ts'
import { readMail } from './read-mail.server.ts'

const names = readdirSync(join(import.meta.dirname, '../../../test/data/mail/in')).map((file) =>
  file.replace('.eml', ''),
)
const read = (name: string) => readMail(corpusMail(name))

describe('a mail is read', () => {
  it('in whatever letters it is written, also where it names the wrong ones', async () => {
    expect(await read('windows-says-utf8')).toMatchObject({
      from: { name: 'Müller, Jörg' },
      subject: 'Straßenbüro – kein Netz',
      markdown: 'Grüße aus dem Büro – das „Netz“ kostet 5 €.',
    })
    expect(await read('utf8-says-latin1')).toMatchObject({
      from: { name: 'Zoë Ek' },
      subject: 'Café-Ecke',
      markdown: 'Die Kaffeemaschine läuft über.',
    })
    expect(await read('gb18030')).toMatchObject({
      from: { name: '王小明' },
      subject: '打印机',
      markdown: '打印机坏了。',
    })
    expect((await read('utf7')).markdown).toBe('Grüße, 1 + 1 = 2')
    expect((await read('lotus-reply')).markdown).toContain('20 €')
  })

  it('with what it answers, its pictures, and without what would run', async () => {
    const outlook = await read('outlook-reply-de')
    expect(outlook).toMatchObject({
      inReplyTo: ['0195a1b2-0000-7000-8000-000000000001@deck.example'],
      references: [
        '0195a1b2-0000-7000-8000-0000000000aa@deck.example',
        '0195a1b2-0000-7000-8000-000000000001@deck.example',
      ],
      attachments: [{ name: 'image001.png', type: 'image/png', cid: 'image001.png@01DB8C' }],
    })
    expect(outlook.written).toBe(
      'Guten Morgen,\n\nder Drucker läuft **wieder**, danke für die schnelle Hilfe. Bild anbei.\n\n![Testseite](cid:image001.png@01DB8C)\n\nViele Grüße\nMeike Brandt',
    )
    const forward = await read('gmail-forward')
    expect(forward.markdown).toContain('[here](https://phish.example/x) now. Or here.')
    expect(forward.markdown).not.toMatch(/alert|pixel/)
  })

  it('however broken it is: nothing makes it fail', async () => {
    expect(await read('broken-mime')).toMatchObject({
      subject: 'Broken in many places',
      at: null,
      messageId: 'broken-1@partner.example',
    })
    expect(await readMail(Buffer.alloc(0))).toMatchObject({ from: null, subject: '', messageId: null, markdown: '' })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names.map(corpusMail), ...unusualMails.map(({ raw }) => raw)),
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 10, 13, 32, 34, 45, 58, 59, 60, 61, 128, 255)), {
          maxLength: 30,
        }),
        async (whole, cut, changes) => {
          const raw = Buffer.from(whole)
          for (const [at, byte] of changes) raw[at % raw.length] = byte
          const mail = await readMail(raw.subarray(0, (cut % raw.length) + 1))
          const texts = [mail.subject, mail.markdown, mail.messageId ?? '', mail.from?.name ?? '', ...mail.references]
          expect(texts.join('')).not.toContain('\u0000')
          expect(renderMarkdown(mail.markdown, () => null)).not.toMatch(/<script|\son\w+=/i)
        },
      ),
      { numRuns: 250 },
    )
  })

  it.each(unusualMails.map(({ name, ...mail }) => [name, mail] as const))(
    'that is unusual: %s',
    async (_name, { raw, says = '' }) => {
      const { markdown, leftOut } = await readMail(raw)
      expect([markdown, ...leftOut].join('\n')).toContain(says)
      expect(markdown).not.toContain('\ufffd')
    },
  )

  it('without what it was only signed with, which would be another file with every mail', async () => {
    const signed = unusualMails.filter(({ name }) => name.endsWith('signed'))
    expect(signed).toHaveLength(2)
    for (const { raw } of signed) expect((await readMail(raw)).attachments).toEqual([])
  })

  it('in bounded time and depth, whatever was put together to stop it', async () => {
    const started = performance.now()
    const nested = Array.from(
      { length: 2000 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    ).join('')
    const many = `From: a@b.example\r\n${'X-More: x\r\n'.repeat(2000)}References: ${'<a@b> '.repeat(5000)}\r\n\r\nx`
    const parts = `From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: text/plain; name=x.txt\r\nContent-Disposition: attachment\r\n\r\nx\r\n'.repeat(900)}--b--\r\n`
    // More parts than anybody's mail has are refused: such a mail is set aside.
    const refused = {
      message: 'It can’t be read as a mail (Max allowed child nodes exceeded). Its raw text is kept.',
    }
    await expect(readMail(Buffer.from(`From: a@b.example\r\n${nested}`))).rejects.toMatchObject(refused)
    expect((await readMail(Buffer.from(many))).references.length).toBeLessThanOrEqual(200)
    const mail = await readMail(Buffer.from(parts))
    expect(mail.attachments).toHaveLength(100)
    expect(mail.leftOut).toEqual(['800 of its 900 files are only in the original mail.'])
    expect(performance.now() - started).toBeLessThan(30_000)
  })
})
