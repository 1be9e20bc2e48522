import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { corpusMail, makeMailbox, plainMail, serviceHandler } from '../../../test/kit/mail-in.ts'
import type { MailHandler } from './handler.server.ts'
import { keepMails } from './keep.server.ts'
import { threadAddress, threadMark } from './token.server.ts'
import { dealWithSome } from './work.server.ts'

const clock = testClock()
const { kernel, db } = await testApplication({ clock })
const desk = await makeMailbox(kernel, { mostPerSender: 5, mostPerRecord: 8 })
const other = await makeMailbox(kernel, { name: 'Other', address: 'it@deck.example' })
afterAll(() => undefined)

const keep = (raw: Buffer, mailbox = desk.id) => keepMails(kernel, [{ mailbox, raw }])
const work = async (handler: MailHandler = serviceHandler): Promise<void> => {
  while ((await dealWithSome(kernel, handler)) > 0);
}
interface Kept {
  readonly id: string
  readonly state: string
  readonly reason: string | null
  readonly record_id: string | null
  readonly attempts: number
}
const kept = () => db.query<Kept>('select id, state, reason, record_id, attempts from mail_in order by received_at, id')
const last = async (): Promise<Kept> => (await kept()).at(-1) as Kept
const receive = async (raw: Buffer, mailbox = desk.id): Promise<Kept> => {
  clock.advance(1000)
  await keep(raw, mailbox)
  await work()
  return last()
}
const commentsOf = (recordId: string | null) =>
  db.query<{ text: string }>({
    text: 'select text from comment where record_id = $1 order by at, id',
    values: [recordId],
  })

beforeEach(() => clock.advance(3_600_000))

describe('a mail that came in', () => {
  it('is kept once, however often it is handed in', async () => {
    const raw = plainMail({ id: 'once@a', subject: 'Once' })
    expect(await keep(raw)).toBe(1)
    expect(await keep(raw)).toBe(0)
    // Another server passes it on with lines of its own above.
    expect(await keep(Buffer.concat([Buffer.from('Received: by b\r\n'), raw]))).toBe(0)
    await work()
    expect(await last()).toMatchObject({ state: 'done', reason: expect.stringContaining('It made a service.') })
  })

  it('that came to two mailboxes has one effect', async () => {
    const raw = plainMail({ id: 'both@a', subject: 'Both' })
    expect((await receive(raw)).state).toBe('done')
    expect(await receive(raw, other.id)).toMatchObject({
      state: 'ignored',
      reason: 'The same mail came by desk@deck.example and was dealt with.',
    })
  })

  it('without a Message-ID, or with an empty one, is dealt with like any other (FreeScout #4740)', async () => {
    expect(await receive(corpusMail('empty-message-id'))).toMatchObject({ state: 'done' })
    expect(await receive(plainMail({ text: 'one' }))).toMatchObject({ state: 'done' })
    expect(await receive(plainMail({ text: 'two' }))).toMatchObject({ state: 'done' })
    // Handed in again at once it is the same; a device may say the same some other day.
    expect(await keep(corpusMail('empty-message-id'))).toBe(0)
    clock.advance(86_400_000)
    expect(await keep(corpusMail('empty-message-id'))).toBe(1)
    await work()
  })

  it('is another one under the same Message-ID, where a program gives one to all of its mails', async () => {
    const first = await receive(corpusMail('double-message-id-a'))
    const second = await receive(corpusMail('double-message-id-b'))
    expect([first.state, second.state]).toEqual(['done', 'done'])
    expect(second.record_id).not.toBe(first.record_id)
  })

  it('finds its thread by every Message-ID ever seen, also of mails that never came here (GLPI #16903, #17705, #16757, #5283, #8457)', async () => {
    const first = await receive(
      plainMail({ id: 't1@a', headers: { References: '<unseen@b>', Cc: 'eva@nordlys.example' } }),
    )
    const own = await receive(plainMail({ id: 't2@a', headers: { 'In-Reply-To': '<t1@a>' } }))
    const colleague = await receive(
      plainMail({ id: 't3@b', from: 'eva@nordlys.example', headers: { 'In-Reply-To': '<unseen@b>' } }),
    )
    expect([own.record_id, colleague.record_id]).toEqual([first.record_id, first.record_id])
    expect(colleague.reason).toBe('It went on. It answers a mail that an earlier one named, though we never saw it.')
    expect(await commentsOf(first.record_id)).toHaveLength(3)
  })

  it('finds its thread where the answer of somebody in copy was faster', async () => {
    const answer = await receive(
      plainMail({ id: 'fast2@b', from: 'eva@nordlys.example', headers: { 'In-Reply-To': '<fast1@a>' } }),
    )
    const original = await receive(plainMail({ id: 'fast1@a' }))
    expect(original.record_id).toBe(answer.record_id)
  })

  it('of Jira finds its thread by a mail that Jira never sent', async () => {
    const first = await receive(corpusMail('jira-first'))
    const second = await receive(corpusMail('jira-second'))
    expect(second.record_id).toBe(first.record_id)
  })

  it('finds its thread by a signed address, a signed mark, and by a number only of whoever has a part in it', async () => {
    const first = await receive(plainMail({ id: 's1@a', from: 'ada@nordlys.example' }))
    const record = String(first.record_id)
    const { number } = await kernel.store.asSystem('test').get('service', record)
    const to = threadAddress(kernel.secret, 'desk@deck.example', record)
    const stranger = 'eve@phish.example'
    expect((await receive(plainMail({ id: 's2@a', to, from: stranger }))).record_id).toBe(record)
    const text = `> ${threadMark(kernel.secret, record)}\r\nStill.`
    expect((await receive(plainMail({ id: 's3@a', text, from: stranger }))).record_id).toBe(record)
    const forged = `${to.slice(0, 20)}a${to.slice(21)}`
    expect((await receive(plainMail({ id: 's4@a', to: forged, from: stranger }))).record_id).not.toBe(record)
    const subject = `Re: [${number}] x`
    expect((await receive(plainMail({ id: 's5@a', subject, from: 'ada@nordlys.example' }))).record_id).toBe(record)
    const guessed = await receive(plainMail({ id: 's6@a', subject, from: stranger }))
    expect(guessed.record_id).not.toBe(record)
    expect(guessed.reason).toContain('which the sender has no part in')
  })
})

describe('what isn’t for people', () => {
  it('is ignored: answers of machines and our own mails that come back', async () => {
    expect(await receive(corpusMail('out-of-office'))).toMatchObject({ state: 'ignored', record_id: null })
    const ours = plainMail({
      id: 'x@deck.example',
      from: 'desk@deck.example',
      headers: { 'X-Quarterdeck-Kind': 'reply' },
    })
    expect(await receive(ours)).toMatchObject({ state: 'ignored', reason: 'One of our own mails came back.' })
  })

  it('is noted with our mail that came back', async () => {
    const id = '0195a1b2-0000-7000-8000-000000000006'
    await db.query({
      text: `insert into mail (id, kind, to_address, subject, state, next_at, created_at, ended_at, message_id)
        values ($1, 'test', 'gone@partner.example', 'Your request', 'sent', now(), now(), now(), $2)`,
      values: [id, `<${id}@deck.example>`],
    })
    expect(await receive(corpusMail('bounce'))).toMatchObject({
      state: 'done',
      reason: 'A mail of ours to gone@partner.example came back, which is noted with that mail.',
    })
    expect(await db.query({ text: 'select state from mail where id = $1', values: [id] })).toEqual([
      { state: 'failed' },
    ])
  })

  it('stops two machines that answer each other: what is too much in an hour is set aside, and let through by hand (GLPI #16785)', async () => {
    const from = 'loop@partner.example'
    for (let n = 0; n < 5; n++) expect((await receive(plainMail({ id: `loop${n}@b`, from }))).state).toBe('done')
    const tripped = await receive(plainMail({ id: 'loop9@b', from }))
    expect(tripped.state).toBe('quarantined')
    expect(tripped.reason).toContain('loop@partner.example sent more than 5 mails within an hour')
    clock.advance(3_700_000)
    expect((await receive(plainMail({ id: 'later@b', from }))).state).toBe('done')
  })

  it('stops too much about one thing, whoever writes', async () => {
    const first = await receive(plainMail({ id: 'r0@c', from: 'p0@partner.example' }))
    const headers = { 'In-Reply-To': '<r0@c>' }
    for (let n = 1; n < 8; n++) await receive(plainMail({ id: `r${n}@c`, from: `p${n}@partner.example`, headers }))
    const tripped = await receive(plainMail({ id: 'r9@c', from: 'p9@partner.example', headers }))
    expect(tripped).toMatchObject({
      state: 'quarantined',
      reason: expect.stringContaining('More than 8 mails came about the same thing'),
    })
    expect(await commentsOf(first.record_id)).toHaveLength(8)
  })
})

describe('a mail that can’t be dealt with', () => {
  it('is set aside after five attempts, has left nothing behind, and never keeps those after it (FreeScout #4293, Zammad #2706)', async () => {
    await keep(plainMail({ id: 'poison@a', subject: '[poison]', from: 'p@partner.example' }))
    for (let n = 0; n < 40; n++) {
      if (n === 1) await keep(plainMail({ id: 'behind@a', subject: 'Behind it', from: 'q@partner.example' }))
      await work()
      clock.advance(60_000)
    }
    const rows = (await kept()).slice(-2)
    expect(rows).toMatchObject([
      { state: 'quarantined', attempts: 5, reason: 'This mail can’t be digested.', record_id: null },
      { state: 'done', attempts: 1 },
    ])
    expect(await db.query(`select 1 from service where name like '%[poison]%'`)).toEqual([])
  })

  it('is set aside at once where it says nothing of its sender', async () => {
    expect(await receive(corpusMail('no-from-no-date'))).toMatchObject({
      state: 'quarantined',
      reason: 'It doesn’t say whom it is from.',
    })
  })

  it('is set aside at once, with the reason, where trying again would change nothing', async () => {
    const nested = Array.from(
      { length: 2000 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    )
    expect(await receive(Buffer.from(`From: a@b.example\r\n${nested.join('')}`))).toMatchObject({
      state: 'quarantined',
      attempts: 1,
      reason: expect.stringContaining('It can’t be read as a mail'),
    })
  })

  it('is known by its sender and subject while it waits to be tried again', async () => {
    await receive(plainMail({ id: 'again@a', subject: '[poison] again', from: 'p2@partner.example' }))
    const rows = await db.query({
      text: `select subject, from_address from mail_in where id = $1`,
      values: [(await last()).id],
    })
    expect(rows).toEqual([{ subject: '[poison] again', from_address: 'p2@partner.example' }])
  })

  it('is set aside where it stops its worker each time', async () => {
    clock.advance(1000)
    await keep(plainMail({ id: 'killer@a', from: 'k@partner.example' }))
    const { id } = await last()
    await db.query({ text: `update mail_in set attempts = 5, next_at = $2 where id = $1`, values: [id, clock.now()] })
    await work()
    expect(await last()).toMatchObject({
      state: 'quarantined',
      reason: 'The worker stopped each time it dealt with this mail.',
    })
  })

  it('isn’t blamed where the file store doesn’t answer', async () => {
    clock.advance(1000)
    await keep(plainMail({ id: 'store@a', from: 's@partner.example' }))
    const broken = { ...kernel, files: { ...kernel.files, read: () => Promise.reject(new Error('EIO')) } }
    await dealWithSome(broken, serviceHandler)
    expect(await last()).toMatchObject({ state: 'new', attempts: 0, reason: 'The file store can’t be read.' })
    clock.advance(60_000)
    await work()
    expect((await last()).state).toBe('done')
  })

  it('of every kind in the corpus is dealt with, each in its way', async () => {
    const names = [
      'outlook-reply-de',
      'outlook-mobile-en',
      'gmail-reply',
      'gmail-forward',
      'apple-reply-de',
      'thunderbird-inline',
      'lotus-reply',
      'away-by-a-person',
      'windows-says-utf8',
      'utf8-says-latin1',
      'gb18030',
      'utf7',
      'broken-mime',
      'list',
    ]
    for (const name of names) {
      clock.advance(3_600_000)
      expect([name, (await receive(corpusMail(name))).state]).toEqual([name, 'done'])
    }
  })
})
