import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { hasPostfix, type Postfix, startPostfix } from '../../../../test/counterparts/postfix.ts'
import { testApplication } from '../../../../test/kit/application.ts'
import { makeMailbox, plainMail } from '../../../../test/kit/mail-in.ts'
import { mailAuthority, mailServer } from '../../../../test/kit/mail-server.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { swaks } from '../../../../test/kit/swaks.ts'
import { systemClock } from '../../../kernel/clock.ts'
import { addFiles, removeFile } from '../../../kernel/files/files.server.ts'
import { safeName } from '../../../kernel/files/name.ts'
import { withUploads } from '../../../kernel/files/upload.server.ts'
import { startProcessors } from '../../../kernel/events/processing.server.ts'
import { startSending } from '../../../kernel/mail/sender.server.ts'
import { startListener, type Listening } from '../../../kernel/mail-in/listener.server.ts'
import { startMailWork } from '../../../kernel/mail-in/work.server.ts'
import { makePartitions } from '../../../kernel/history/partition.server.ts'
import { settingsRow } from '../../../kernel/settings/settings.server.ts'
import { answerLetter, partFiles } from './answer-letter.ts'
import { answerByMail } from './answers.server.ts'
import { sentFileLink } from './sent-file.routes.server.ts'
import { ticketMail } from './ticket-mail.server.ts'

describe('an answer as a mail', () => {
  const [shown, named, large] = [1, 2, 3].map((n) => `0195a1b2-0000-7000-8000-00000000000${n}`)
  const file = (id = '', name = '', size = 1000, isPicture = false) => ({ id, name, size, isPicture })
  const letter = answerLetter({
    takesMail: true,
    number: 'TKT-000001',
    title: 'A <b> title',
    text: String.raw`5 \* 3 [here](/tickets/1) ![x](/api/v1/files/${shown}/preview) [plan.pdf](/api/v1/files/${named}) [film.mp4](/api/v1/files/${large})`,
    html: `<p>5 * 3 <a href="/tickets/1" rel="noopener">here</a><img src="/api/v1/files/${shown}/preview" alt="x" loading="lazy" /> <a href="/api/v1/files/${named}" rel="noopener">plan.pdf</a> <a href="/api/v1/files/${large}">film.mp4</a></p>`,
    url: 'https://deck.example',
    attached: [file(shown, 'x.png', 1000, true), file(named, 'plan.pdf')],
    left: [{ ...file(large, 'film.mp4', 41_943_040), link: 'https://deck.example/sent-files/x' }],
  })

  it('reads as it was written, and its links lead here from anywhere', () => {
    expect(letter.text).toContain('5 * 3')
    expect(letter.html).toContain('href="https://deck.example/tickets/1"')
    expect(letter.html).toContain('A &lt;b&gt; title')
  })

  it('shows its pictures and names its files, which go along; what is too large is named with a link', () => {
    expect(letter.html).toContain(`<img src="cid:${shown}@quarterdeck" alt="x"`)
    expect(letter.html).not.toContain('/preview')
    expect(letter.html).not.toContain(`/files/${named}`)
    const address = 'https://deck.example/sent-files/x'
    expect(letter.html).toContain(
      `This file is too large for a mail. For 30 days it is here:<br><a href="${address}">film.mp4 (40.0 MB)</a>`,
    )
    expect(letter.text).toContain(
      `This file is too large for a mail. For 30 days it is here:\nfilm.mp4 (40.0 MB): ${address}`,
    )
    expect(letter.text).toContain('plan.pdf film.mp4\n')
  })

  it('takes along what fits, in order, and never more than is set', () => {
    const sizes = [8, 20, 6, 2].map((mb) => file(`${mb}`, '', mb * 1024 * 1024))
    const { attached, left } = partFiles(sizes, 15)
    expect(attached.map(({ id }) => id)).toEqual(['8', '6'])
    expect(left.map(({ id }) => id)).toEqual(['20', '2'])
    fc.assert(
      fc.property(fc.array(fc.nat(30_000_000)), fc.nat(40), (given, most) => {
        const parted = partFiles(
          given.map((size) => ({ size })),
          most,
        )
        const sum = parted.attached.reduce((all, { size }) => all + size, 0)
        expect(sum).toBeLessThanOrEqual(most * 1024 * 1024)
        expect(parted.attached.length + parted.left.length).toBe(given.length)
      }),
    )
  })
})

const { app, kernel, db } = await testApplication({ clock: systemClock })
await makePartitions(db, kernel.clock.now())
const beyond = await mailServer()
const world = createWorld(kernel)
const folder = join(import.meta.dirname, '../../../../test/data/mail')
const pem = (name: string): string => readFileSync(join(folder, name), 'utf8')
const soon = { timeout: 30_000, interval: 50 }
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
interface Given {
  readonly name: string
  readonly content: Buffer
}
async function attach(id: string, files: readonly Given[]): Promise<readonly string[]> {
  const parts = async function* () {
    for (const { name, content } of files)
      yield { filename: name, file: Object.assign(Readable.from([content]), { truncated: false }) }
  }
  const system = kernel.store.asSystem('test').who
  const added = await withUploads(parts(), safeName, (arrived) => addFiles(kernel, system, { id, arrived }))
  return files.map(({ name }) => added.find((one) => one.name === name)?.id ?? '')
}

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
    const [photo, plan] = await attach(String(ticket?.id), [
      { name: 'switch.png', content: picture },
      { name: 'plan.txt', content: Buffer.from('The switch is at the back.') },
    ])
    const said = `Is it **switched on**?\n\n![switch](/api/v1/files/${photo}/preview)\n[plan.txt](/api/v1/files/${plan})`
    const post = await app.inject({
      method: 'POST',
      url: `/api/v1/records/${ticket?.id}/comments`,
      headers: { authorization: `Bearer ${agent.token}` },
      payload: { text: said, isInternal: false },
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
    // Files go along, the picture within the text.
    expect(
      answer?.mail.attachments.map(({ filename, related, content }) => [filename, related ?? false, content.length]),
    ).toEqual([
      ['switch.png', true, picture.length],
      ['plan.txt', false, 26],
    ])

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
    await expect.poll(comments, soon).toEqual([said, 'Yes.'])
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
    await expect.poll(comments, soon).toEqual([said, 'Yes.', 'And now?'])
    expect(await ticketsNow()).toHaveLength(1)
    // Whoever wrote by mail isn't mailed their own words.
    expect(answers()).toHaveLength(2)
  }, 90_000)
})

it('lets whoever has a mail open a file that was too large for it, until the link is over, and no other', async () => {
  const { id } = await world.another('ticket', {})
  const [file = ''] = await attach(id, [{ name: 'plan.txt', content: Buffer.from('The switch is at the back.') }])
  const link = sentFileLink(kernel, { id: file })
  const open = (url: string) => app.inject(url.replace(kernel.url, ''))
  const opened = await open(link)
  expect([opened.statusCode, opened.body]).toEqual([200, 'The switch is at the back.'])
  expect(opened.headers['content-disposition']).toContain('attachment')
  expect((await open(`${link.slice(0, -1)}${link.endsWith('a') ? 'b' : 'a'}`)).statusCode).toBe(410)
  const past = { ...kernel, clock: { ...kernel.clock, now: () => new Date(Date.now() - 31 * 86_400_000) } }
  expect((await open(sentFileLink(past, { id: file }))).statusCode).toBe(410)
  await removeFile(kernel, kernel.store.asSystem('test').who, file)
  const gone = await open(link)
  expect([gone.statusCode, gone.body.includes('can’t be opened any more')]).toEqual([410, true])
})
