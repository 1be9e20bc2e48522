import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBounce } from './bounce.ts'

const id = '01a9f3d2-6b1c-7c55-9d0e-5f2f1b7a9c11'
const read = (source: string) => readBounce(new TextEncoder().encode(source.replaceAll('\n', '\r\n')))
const report = (status: string, original = `text/rfc822-headers\n\nMessage-ID: <${id}@example.com>\nSubject: Hello`) =>
  `From: MAILER-DAEMON@relay.example.net
To: deck@example.com
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example.net
${status}
--b
Content-Type: ${original}

--b--
`
const failed = (lines: string) => `\nFinal-Recipient: rfc822; ada@example.com\nAction: failed\n${lines}\n`

describe('a report that a mail couldn’t be delivered', () => {
  it('says which mail it was, to whom, and in whose words', async () => {
    const status = failed('Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <ada@example.com>:\n    User unknown')
    expect(await read(report(status))).toEqual({
      ids: [id],
      failures: [{ address: 'ada@example.com', outcome: 'nobody', says: '550 5.1.1 <ada@example.com>: User unknown' }],
    })
  })

  it('is known by its envelope where our headers aren’t given back', async () => {
    const status = `Original-Envelope-Id: ${id}\n${failed('Status: 5.1.1')}`
    expect((await read(report(status, 'text/plain\n\nNothing')))?.ids).toEqual([id])
  })

  it('is read from a whole mail that is given back, too', async () => {
    const whole = `message/rfc822\n\nFrom: deck@example.com\nmessage-id: <${id}@example.com>\nContent-Type: text/plain\n\nHello`
    expect((await read(report(failed('Status: 5.1.1'), whole)))?.ids).toEqual([id])
  })

  it.each([
    ['nobody', 'Status: 5.1.1'],
    ['nobody', 'Status: 5.0.0\nDiagnostic-Code: smtp; 550 5.1.10 RESOLVER.ADR.RecipientNotFound'],
    ['nobody', 'Status: 5.0.0\nDiagnostic-Code: smtp; 550-5.2.1 The account is disabled'],
    ['refused', 'Status: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full'],
    ['refused', 'Status: 5.1.1\nDiagnostic-Code: smtp; 554 5.7.1 Refused by policy'],
    ['refused', 'Status: 5.4.7\nDiagnostic-Code: smtp; delivery time expired'],
  ])('means %s by “%s”', async (outcome, lines) => {
    expect((await read(report(failed(lines))))?.failures).toMatchObject([{ outcome }])
  })

  it('doesn’t blame an address from which the mail was passed on', async () => {
    const status = `
Original-Recipient: rfc822;Team@example.com
Final-Recipient: rfc822; gone@example.net
Action: failed
Status: 5.1.1
`
    expect((await read(report(status)))?.failures).toMatchObject([{ address: 'team@example.com', outcome: 'refused' }])
  })

  it('is none when the mail is only late, or arrived, or somebody is away', async () => {
    for (const action of ['delayed', 'delivered', 'relayed', 'expanded']) {
      const status = `\nFinal-Recipient: rfc822; ada@example.com\nAction: ${action}\nStatus: 4.4.1\n`
      expect((await read(report(status)))?.failures).toEqual([])
    }
    expect(await read('From: ada@example.com\nSubject: I am away\n\nBack on Monday: 550 5.1.1')).toBeNull()
  })

  it('can be anything without harm', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 300 }), async (bytes, text) => {
        await readBounce(bytes)
        await read(report(text, text))
      }),
      { numRuns: 200 },
    )
  })
})
