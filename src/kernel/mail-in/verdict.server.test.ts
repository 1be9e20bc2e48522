import { generateKeyPairSync } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import { plainMail } from '../../../test/kit/mail-in.ts'
import { trustedVerdict } from './trusted-verdict.ts'
import { verdictOf } from './verdict.server.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const names: Readonly<Record<string, string>> = {
  'mail._domainkey.partner.example': `v=DKIM1; k=rsa; p=${key}`,
  '_dmarc.partner.example': 'v=DMARC1; p=reject',
  'partner.example': 'v=spf1 ip4:203.0.113.5 -all',
}
const lookUp = async (name: string, type: string): Promise<string[][]> => {
  const text = names[name]
  if (type !== 'TXT' || text === undefined) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
  return [[text]]
}
/** A mail that nodemailer signed. */
async function signed(from: string): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await transport.sendMail({
    ...{ from, to: 'desk@deck.example', subject: 'Signed', text: 'Hello' },
    dkim: {
      domainName: 'partner.example',
      keySelector: 'mail',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  })
  return message as Buffer
}
const envelope = { ip: '203.0.113.5', helo: 'mx.partner.example', from: 'kim@partner.example' }

describe('who vouches for a mail', () => {
  it('is found by its signature, its server and what its domain wants', async () => {
    const raw = await signed('kim@partner.example')
    expect(await verdictOf({ raw, envelope, trustedServer: null, lookUp })).toMatchObject({
      dkim: 'pass',
      spf: 'pass',
      dmarc: 'pass',
      by: null,
    })
    const altered = Buffer.from(raw.toString().replace('Hello', 'Hullo'))
    const elsewhere = { ...envelope, ip: '198.51.100.7' }
    expect(await verdictOf({ raw: altered, envelope: elsewhere, trustedServer: null, lookUp })).toMatchObject({
      dkim: 'fail',
      spf: 'fail',
      dmarc: 'fail',
    })
  })

  it('is unknown where names can’t be looked up, and holds nothing up', async () => {
    const raw = await signed('kim@partner.example')
    const never = () => new Promise<never>(() => undefined)
    const started = performance.now()
    const verdict = await verdictOf({ raw, envelope, trustedServer: null, lookUp: never, limit: 200 })
    expect(verdict.dkim).not.toBe('pass')
    expect(performance.now() - started).toBeLessThan(3000)
  })

  it('is nobody where nothing is signed and nobody can say whence it came', async () => {
    const none = { dkim: 'none', spf: 'none', dmarc: 'none', arc: 'none', by: null }
    expect(await verdictOf({ raw: plainMail({}), envelope: { ip: '127.0.0.1' }, trustedServer: null, lookUp })).toEqual(
      none,
    )
  })

  it('is said by one’s own server, whose line stands topmost; what a sender wrote below counts for nothing', () => {
    const own =
      'Authentication-Results: mx.deck.example;\r\n dkim=pass (2048-bit) header.d=partner.example;\r\n spf=softfail smtp.mailfrom=x; dmarc=fail'
    const forged = 'Authentication-Results: mx.deck.example; dmarc=pass'
    expect(trustedVerdict(`Received: x\r\n${own}\r\n${forged}\r\nFrom: a`, 'mx.deck.example')).toEqual({
      ...{ dkim: 'pass', spf: 'fail', dmarc: 'fail', arc: 'none', by: 'mx.deck.example' },
    })
    expect(trustedVerdict(`Authentication-Results: mx.else.example; dmarc=pass`, 'mx.deck.example')).toBe(null)
  })
})
