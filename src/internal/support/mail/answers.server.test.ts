import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasPostfix, type Postfix, startPostfix } from '../../../../test/counterparts/postfix.ts'
import { testApplication } from '../../../../test/kit/application.ts'
import { makeMailbox, plainMail } from '../../../../test/kit/mail-in.ts'
import { mailAuthority, mailServer } from '../../../../test/kit/mail-server.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { swaks } from '../../../../test/kit/swaks.ts'
import { systemClock } from '../../../kernel/clock.ts'
import { startProcessors } from '../../../kernel/events/processing.server.ts'
import { startSending } from '../../../kernel/mail/sender.server.ts'
import { startListener, type Listening } from '../../../kernel/mail-in/listener.server.ts'
import { startMailWork } from '../../../kernel/mail-in/work.server.ts'
import { makePartitions } from '../../../kernel/history/partition.server.ts'
import { settingsRow } from '../../../kernel/settings/settings.server.ts'
import { answerLetter } from './answer-letter.ts'
import { answerByMail } from './answers.server.ts'
import { ticketMail } from './ticket-mail.server.ts'

describe('an answer as a mail', () => {
  it('reads as it was written, and its links lead here from anywhere', () => {
    const { text, html } = answerLetter({
      number: 'TKT-000001',
      title: 'A <b> title',
      text: String.raw`5 \* 3 [here](/tickets/1)`,
      html: '<p>5 * 3 <a href="/tickets/1">here</a><img src="/api/v1/files/x/preview" alt="x" /></p>',
      url: 'https://deck.example',
    })
    expect(text).toContain('5 * 3')
    expect(html).toContain('href="https://deck.example/tickets/1"')
    expect(html).toContain('A &lt;b&gt; title')
    expect(html).not.toContain('<img')
  })
})

const { app, kernel, db } = await testApplication({ clock: systemClock })
await makePartitions(db, kernel.clock.now())
const beyond = await mailServer()
const world = createWorld(kernel)
const folder = join(import.meta.dirname, '../../../../test/data/mail')
const pem = (name: string): string => readFileSync(join(folder, name), 'utf8')
const soon = { timeout: 30_000, interval: 50 }

// In CI it must be there; elsewhere it may be missing.
describe.skipIf(!hasPostfix && !process.env['CI'])('a round trip by Debian’s postfix (needs postfix, swaks)', () => {
  let inbound: Postfix
  let outbound: Postfix
  let listening: Listening
  const stops: (() => Promise<void> | void)[] = []

  beforeAll(async () => {
    await makeMailbox(kernel)
    await world.another('person', { name: 'Ada Holm', email: 'ada@nordlys.example' })
    await world.another('person', { name: 'Eva Roth', email: 'eva@nordlys.example' })
    listening = await startListener(kernel, { host: '127.0.0.1', smtpPort: 0, lmtpPort: undefined })
    const certificate = { cert: pem('server.pem'), key: pem('server.key') }
    inbound = await startPostfix(listening.ports[0] ?? 0, certificate)
    outbound = await startPostfix(beyond.port, certificate)
    const record = kernel.registry.record('mail_settings')
    const { id } = await settingsRow(kernel, record)
    await kernel.store.asSystem('test').update(record, id, {
      ...{ host: '127.0.0.1', port: outbound.port, security: 'starttls', certificate: mailAuthority },
      fromAddress: 'quarterdeck@deck.example',
    })
    const working = startMailWork(kernel, ticketMail, { poll: 30 })
    const sending = startSending(kernel, { poll: 30 })
    const following = startProcessors(kernel, [answerByMail(kernel)])
    stops.push(working.stop, sending.stop, following.stop)
  }, 60_000)
  afterAll(async () => {
    await Promise.all(stops.map((stop) => stop()))
    inbound?.stop()
    outbound?.stop()
    await listening?.stop()
  })

  it('leads from a mail to a ticket, to the agent’s answer, and back to the same ticket', async () => {
    const agent = await createCaller(kernel, {
      name: 'Tom Kay',
      permissions: ['ticket.read', 'ticket.write', 'comment.write'],
    })
    const ticketsNow = () =>
      db.query<{ id: string; number: number }>('select id, number from ticket order by created_at')
    const raw = plainMail({ id: 'trip1@nordlys.example', subject: 'Drucker', headers: { Cc: 'eva@nordlys.example' } })
    await swaks({ port: inbound.port, to: 'desk@deck.example', raw })
    await expect.poll(async () => (await ticketsNow()).length, soon).toBe(1)
    const [ticket] = await ticketsNow()
    const post = await app.inject({
      method: 'POST',
      url: `/api/v1/records/${ticket?.id}/comments`,
      headers: { authorization: `Bearer ${agent.token}` },
      payload: { text: 'Is it **switched on**?', isInternal: false },
    })
    expect(post.statusCode).toBeLessThan(300)

    const answers = () => beyond.received.filter(({ source }) => source.includes('X-Quarterdeck-Kind: ticket-answer'))
    await expect.poll(() => answers().length, soon).toBe(2)
    const received = beyond.received.find(({ source }) => source.includes('X-Quarterdeck-Kind: ticket-received'))
    expect(received?.mail.headers.get('auto-submitted')).toBe('auto-replied')
    const [answer, copy] = answers().toSorted((a, b) => a.to.localeCompare(b.to))
    expect([answer?.to, copy?.to]).toEqual(['ada@nordlys.example', 'eva@nordlys.example'])
    expect(copy?.mail.messageId).toBe(answer?.mail.messageId)
    expect(answer?.mail).toMatchObject({
      inReplyTo: '<trip1@nordlys.example>',
      subject: expect.stringMatching(/^\[TKT-\d{6}\] Drucker$/),
    })
    expect(answer?.mail.from?.text).toBe('"Tom Kay (Service desk)" <desk@deck.example>')
    expect(answer?.mail.headers.has('auto-submitted')).toBe(false)
    expect(String(answer?.mail.html)).toContain('<strong>switched on</strong>')

    const comments = async () =>
      (
        await db.query<{ text: string }>({
          text: 'select text from comment where record_id = $1 order by at, id',
          values: [ticket?.id],
        })
      ).map(({ text }) => text)
    // Answered as mail programs do: to the signed address, with what it answers. And once more without either.
    const replyTo = answer?.mail.replyTo?.value[0]?.address ?? ''
    expect(replyTo).toMatch(/^desk\+[a-z2-7]{42}@deck\.example$/)
    const headers = { 'In-Reply-To': String(answer?.mail.messageId) }
    await swaks({
      port: inbound.port,
      to: replyTo,
      raw: plainMail({ id: 'trip2@nordlys.example', to: replyTo, text: 'Yes.', headers }),
    })
    // Mails that come at the same time are dealt with at the same time, in whichever order.
    await expect.poll(comments, soon).toEqual(['Is it **switched on**?', 'Yes.'])
    await swaks({
      port: inbound.port,
      to: replyTo,
      raw: plainMail({
        id: 'trip3@nordlys.example',
        subject: 'Something else',
        to: 'desk@deck.example',
        text: 'And now?',
      }),
    })
    await expect.poll(comments, soon).toEqual(['Is it **switched on**?', 'Yes.', 'And now?'])
    expect(await ticketsNow()).toHaveLength(1)
    // Whoever wrote by mail isn't mailed their own words.
    expect(answers()).toHaveLength(2)
  }, 90_000)
})
