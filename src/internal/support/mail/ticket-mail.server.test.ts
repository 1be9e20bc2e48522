import { beforeEach, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { corpusMail, makeMailbox, plainMail } from '../../../../test/kit/mail-in.ts'
import { keepMails } from '../../../kernel/mail-in/keep.server.ts'
import { dealWithSome } from '../../../kernel/mail-in/work.server.ts'
import { unusualMails } from '../../../../test/kit/unusual-mails.ts'
import { startProcessors } from '../../../kernel/events/processing.server.ts'
import { followTickets } from '../tickets/follow.server.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { ticketMail } from './ticket-mail.server.ts'

const clock = testClock()
const { kernel, db, statementsOf } = await testApplication({ clock })
const world = createWorld(kernel)
const desk = await makeMailbox(kernel)
const strict = await makeMailbox(kernel, {
  name: 'Strict',
  address: 'strict@deck.example',
  defaults: { strangers: 'set_aside' },
})
const ada = await world.another('person', { name: 'Ada Holm', email: 'ada@nordlys.example' })
const eva = await world.another('person', { name: 'Eva Roth', email: 'eva@nordlys.example' })
const tom = await world.another('person', { name: 'Tom Kay', email: 'tom@nordlys.example' })
const tickets = kernel.store.asSystem('test')
const dayMs = 86_400_000

interface Ended {
  readonly state: string
  readonly reason: string
  readonly record_id: string
}
async function receive(raw: Buffer, mailbox = desk.id): Promise<Ended> {
  clock.advance(1000)
  await keepMails(kernel, [{ mailbox, raw }])
  while ((await dealWithSome(kernel, ticketMail)) > 0);
  const rows = await db.query<Ended>(
    'select state, reason, record_id from mail_in order by received_at desc, id desc limit 1',
  )
  return rows[0] as Ended
}
const ticketOf = ({ record_id: id }: Ended) => tickets.get('ticket', id)
const commentsOf = ({ record_id: id }: Ended) =>
  db.query<{ text: string; html: string; by_name: string }>({
    text: 'select text, html, by_name from comment where record_id = $1 order by at, id',
    values: [id],
  })
const idsOf = (value: unknown) => (value as { id: string }[]).map(({ id }) => id)
const answer = (more: Parameters<typeof plainMail>[0]) => receive(plainMail({ text: 'Still broken.', ...more }))
const resolve = async ({ record_id: id }: Ended): Promise<void> => {
  await tickets.move('ticket', id, 'resolve', { set: { resolutionCode: 'solved', resolution: 'Changed the cable.' } })
}

beforeEach(() => clock.advance(3_700_000))

describe('a mail to the service desk', () => {
  it('makes a ticket of whoever wrote it, with those in copy that we know, and tells them its number', async () => {
    const made = await receive(
      plainMail({
        id: 'n1@a',
        from: 'ada@nordlys.example',
        subject: 'AW: VPN drops',
        text: 'Every hour.',
        headers: { Cc: 'eva@nordlys.example, who@else.example' },
      }),
    )
    const ticket = await ticketOf(made)
    expect(ticket).toMatchObject({
      title: 'VPN drops',
      description: 'Every hour.',
      source: 'mail',
      type: 'incident',
      state: 'new',
    })
    expect(ticket.requester).toMatchObject({ id: ada.id })
    expect(idsOf(ticket.participants)).toEqual([eva.id])
    const [letter] = await db.query<Record<string, unknown>>(
      `select to_address, subject, letter from mail where kind = 'ticket-received'`,
    )
    expect(letter).toMatchObject({ to_address: 'ada@nordlys.example', subject: `[${ticket.number}] VPN drops` })
    // It stands beside the mail that it answers.
    expect(letter?.['letter']).toMatchObject({
      isWritten: false,
      inReplyTo: 'n1@a',
      references: ['n1@a'],
      from: { address: 'desk@deck.example' },
    })
  })

  it('takes few statements, so that a hundred a second can be dealt with', async () => {
    await answer({ id: 'few0@a', from: 'ada@nordlys.example' })
    await keepMails(kernel, [{ mailbox: desk.id, raw: plainMail({ id: 'few1@a', from: 'ada@nordlys.example' }) }])
    const statements = await statementsOf(() => dealWithSome(kernel, ticketMail))
    expect(
      statements.filter((text) => text.startsWith('insert into mail (')),
      'it is acknowledged',
    ).toHaveLength(1)
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(16)
  })

  it('of somebody whom nobody knows makes an external contact, or is set aside where the mailbox says so', async () => {
    const made = await receive(plainMail({ id: 'u1@b', from: 'Kim Berg <kim@partner.example>' }))
    const { requester } = await ticketOf(made)
    expect(await tickets.get('person', (requester as { id: string }).id)).toMatchObject({
      name: 'Kim Berg',
      kind: 'external',
      email: 'kim@partner.example',
    })
    expect(
      await receive(plainMail({ id: 'u2@b', from: 'lee@partner.example', to: 'strict@deck.example' }), strict.id),
    ).toMatchObject({
      state: 'quarantined',
      reason: 'Nobody here has the address lee@partner.example.',
    })
  })

  it('begins its ticket with what it says: pictures shown, what it quotes folded, and its files, each once', async () => {
    const made = await receive(corpusMail('outlook-reply-de'))
    const again = await receive(
      Buffer.from(
        corpusMail('outlook-reply-de')
          .toString('latin1')
          .replaceAll('AM9PR04MB8123456789', 'AM9other')
          .replace(
            'In-Reply-To: <',
            'In-Reply-To: <AM9PR04MB8123456789@AM9PR04MB8123.eurprd04.prod.outlook.example> <',
          ),
        'latin1',
      ),
    )
    expect(again.record_id).toBe(made.record_id)
    const files = await db.query<{ id: string; name: string }>({
      text: 'select id, name from file where record_id = $1',
      values: [made.record_id],
    })
    expect(files).toMatchObject([{ name: 'image001.png' }])
    const { description } = await ticketOf(made)
    expect(description).toContain('der Drucker läuft **wieder**')
    expect(description).toContain(`![Testseite](/api/v1/files/${files[0]?.id}/preview)`)
    expect(description).toContain('<details><summary>Quoted text</summary>')
    // Nobody says it twice, and the answer shows the picture that is there already.
    const said = await commentsOf(made)
    expect(said).toHaveLength(1)
    expect(said[0]?.html).toContain(`<img src="/api/v1/files/${files[0]?.id}/preview" alt="Testseite"`)
    expect(said[0]?.html).toContain('<details><summary>Quoted text</summary>')
    const shown = await db.query({
      text: 'select m.comment_id = c.id as is_it from mail_in m left join comment c on c.record_id = m.record_id where m.record_id = $1 order by m.received_at',
      values: [made.record_id],
    })
    expect(shown).toEqual([{ is_it: null }, { is_it: true }])
  })

  it('is found by its words, also those of HTML, and not by the addresses of its pictures', async () => {
    const made = await receive(corpusMail('outlook-reply-de'))
    const { rows } = await tickets.list('ticket', { q: 'Drucker wieder Testseite' })
    expect(rows.map(({ id }) => id)).toContain(made.record_id)
    expect((await tickets.list('ticket', { q: 'preview' })).rows).toEqual([])
  })

  it('that is too long begins its ticket with what its writer wrote, and says what is left out', async () => {
    const quoted = Array.from({ length: 900 }, (_, n) => `> an earlier line, number ${n}`).join('\r\n')
    const long = await answer({ id: 'l1@a', from: 'ada@nordlys.example', text: `In short.\r\n\r\n${quoted}` })
    expect((await ticketOf(long)).description).toBe('In short.\n\n*What it quotes is only in the original mail.*')
    const lines = Array.from({ length: 900 }, (_, n) => `a line of its own, number ${n}`).join('\r\n')
    const longer = await answer({ id: 'l2@a', from: 'ada@nordlys.example', text: lines })
    expect((await ticketOf(longer)).description).toMatch(
      /^a line[\s\S]*\n\n\*The text is longer than what is shown here/,
    )
  })

  it.each(unusualMails.map(({ name, raw }) => [name, raw] as const))(
    'that is unusual becomes a ticket or is set aside with its reason, and keeps nothing after it: %s',
    async (_name, raw) => {
      const ended = await receive(raw)
      expect(['done', 'quarantined']).toContain(ended.state)
      if (ended.state === 'done') expect((await ticketOf(ended)).source).toBe('mail')
      else expect(ended.reason).toMatch(/\w{3,}.*\.$/)
      expect((await answer({ id: `${clock.id()}@after.example`, from: 'ada@nordlys.example' })).state).toBe('done')
    },
  )

  it('answers by its requester, to their own mail, are their words there, and it is IT’s turn (GLPI #16903, #17705, #16757)', async () => {
    const made = await answer({ id: 'r1@a', from: 'ada@nordlys.example' })
    const again = await answer({ id: 'r2@a', from: 'ada@nordlys.example', headers: { 'In-Reply-To': '<r1@a>' } })
    expect(again).toMatchObject({
      record_id: made.record_id,
      reason: expect.stringContaining('It went on with its ticket.'),
    })
    expect(await commentsOf(made)).toMatchObject([{ text: 'Still broken.', by_name: 'Ada Holm' }])
    expect(await ticketOf(made)).toMatchObject({ waitsFor: 'agent' })
  })

  it('by a colleague in copy makes them take part, and opens no second ticket (GLPI #5283, #8457)', async () => {
    const made = await answer({ id: 'c1@a', from: 'ada@nordlys.example' })
    await answer({ id: 'c2@a', from: 'eva@nordlys.example', headers: { 'In-Reply-To': '<c1@a>' } })
    expect(idsOf((await ticketOf(made)).participants)).toEqual([eva.id])
  })

  it('of an agent is their answer, and makes them no participant', async () => {
    const made = await answer({ id: 'g1@a', from: 'ada@nordlys.example' })
    await tickets.update('ticket', made.record_id, { assignee: tom.id })
    await answer({ id: 'g2@a', from: 'tom@nordlys.example', headers: { 'In-Reply-To': '<g1@a>' } })
    const ticket = await ticketOf(made)
    expect(idsOf(ticket.participants)).toEqual([])
    expect(ticket).toMatchObject({ waitsFor: 'requester' })
  })

  it('reopens a resolved ticket within the days that are set, and makes another that follows it after them', async () => {
    const made = await answer({ id: 'o1@a', from: 'ada@nordlys.example' })
    await resolve(made)
    const soon = await answer({ id: 'o2@a', from: 'ada@nordlys.example', headers: { 'In-Reply-To': '<o1@a>' } })
    expect(soon).toMatchObject({
      record_id: made.record_id,
      reason: expect.stringContaining('It reopened its ticket.'),
    })
    expect(await ticketOf(made)).toMatchObject({ state: 'in_progress', reopens: 1 })
    clock.advance(1000)
    await resolve(made)
    clock.advance(11 * dayMs)
    const late = await answer({ id: 'o3@a', from: 'ada@nordlys.example', headers: { 'In-Reply-To': '<o1@a>' } })
    expect(late.record_id).not.toBe(made.record_id)
    expect(late.reason).toMatch(/^It made a ticket that follows TKT-\d{6}\./)
    const both = [late.record_id, made.record_id]
    const text = 'select link from relation where from_id = any($1) and to_id = any($1)'
    expect(await db.query({ text, values: [both] })).toEqual([{ link: 'related_to' }])
  })

  it('goes on with the ticket that its own was merged into', async () => {
    const one = await answer({ id: 'm1@a', from: 'ada@nordlys.example' })
    const other = await answer({ id: 'm2@a', from: 'eva@nordlys.example' })
    await tickets.update('ticket', one.record_id, { mergedInto: other.record_id })
    expect(
      (await answer({ id: 'm3@a', from: 'ada@nordlys.example', headers: { 'In-Reply-To': '<m1@a>' } })).record_id,
    ).toBe(other.record_id)
  })

  it('takes up a ticket that waits for its requester, once', async () => {
    const reason = await world.another('pending_reason', { name: 'An answer', waitsFor: 'requester' })
    const made = await answer({ id: 'w1@a', from: 'ada@nordlys.example' })
    await tickets.move('ticket', made.record_id, 'hold', { set: { pendingReason: reason.id } })
    const following = startProcessors(kernel, [followTickets(kernel)])
    await answer({ id: 'w2@a', from: 'ada@nordlys.example', headers: { 'In-Reply-To': '<w1@a>' } })
    await expect.poll(async () => (await ticketOf(made)).state, { timeout: 20_000 }).toBe('in_progress')
    await following.stop()
    const moves = await db.query({
      text: `select reason from history where record_id = $1 and after ->> 'state' = 'in_progress'`,
      values: [made.record_id],
    })
    expect(moves).toEqual([{ reason: 'Whoever asked has answered.' }])
  })

  it('that is an automatic answer stands with its ticket and changes nothing; without one it is ignored', async () => {
    const made = await answer({ id: 'a1@a', from: 'ada@nordlys.example' })
    const headers = { 'In-Reply-To': '<a1@a>', 'Auto-Submitted': 'auto-replied' }
    expect(await answer({ id: 'a2@a', from: 'ada@nordlys.example', headers })).toMatchObject({
      state: 'done',
      record_id: made.record_id,
    })
    expect(await commentsOf(made)).toEqual([])
    const lone = { id: 'a3@a', from: 'ada@nordlys.example', headers: { 'Auto-Submitted': 'auto-replied' } }
    expect((await answer(lone)).state).toBe('ignored')
  })

  it('of a machine makes a ticket and is never answered; nor is one address answered too often (GLPI #16785)', async () => {
    const acknowledged = async () => (await db.query(`select 1 from mail where kind = 'ticket-received'`)).length
    const before = await acknowledged()
    await receive(corpusMail('jira-first'))
    expect(await acknowledged()).toBe(before)
    for (let n = 0; n < 8; n++) await answer({ id: `q${n}@a`, from: 'ada@nordlys.example', text: `Number ${n}` })
    expect(await acknowledged()).toBe(before + 5)
  })

  it('finds its ticket by a number in the subject where the sender has a part in it, and only then', async () => {
    const made = await answer({ id: 's1@a', from: 'ada@nordlys.example' })
    const { number } = await ticketOf(made)
    expect((await answer({ id: 's2@a', from: 'ada@nordlys.example', subject: `Re: [${number}] x` })).record_id).toBe(
      made.record_id,
    )
    expect((await answer({ id: 's3@a', from: 'eve@phish.example', subject: `Re: [${number}] x` })).record_id).not.toBe(
      made.record_id,
    )
  })
})
