import { expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { makeMailbox, plainMail, serviceHandler } from '../../../test/kit/mail-in.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'
import { roles } from '../../foundation/roles.ts'
import { keepMails } from '../../kernel/mail-in/keep.server.ts'
import { threadAddress } from '../../kernel/mail-in/token.server.ts'
import { dealWithSome } from '../../kernel/mail-in/work.server.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { takingVendorAnswers } from './vendor-answer-mail.server.ts'
import type { VendorsOfTicket } from './wire.ts'

const clock = testClock()
const { kernel, db, app } = await testApplication({ clock })
const world = createWorld(kernel)
const records = kernel.store.asSystem('test')
const mailbox = await makeMailbox(kernel, { trustedServer: 'mx.deck.example' })
const vendor = await world.another('vendor', { name: 'Nordlys Netz' })
const engagement = await world.another('engagement', { vendor: vendor.id })
const ada = await world.another('vendor_contact', { name: 'Ada Holm', vendor: vendor.id, email: 'ada@nordlys.example' })
await world.another('vendor_contact', { name: 'Bo Ek', vendor: vendor.id, email: 'bo@nordlys.example' })
const permissions = roles.find(({ name }) => name === 'service_desk_agent')?.permissions ?? []
const agent = await createCaller(kernel, { name: 'Ida Agent', permissions })
const handler = takingVendorAnswers(serviceHandler)

const send = (method: 'GET' | 'POST', at: string, payload?: object) =>
  app.inject({
    method,
    url: `/api/v1${at}`,
    headers: { authorization: `Bearer ${agent.token}` },
    ...(payload && { payload }),
  })
async function give(): Promise<{ readonly ticket: Row; readonly given: Row; readonly address: string }> {
  const ticket = await world.another('ticket')
  const answer = await send('POST', `/tickets/${ticket.id}/vendors`, {
    ...{ engagement: engagement.id, contacts: [ada.id], way: 'works', subject: 'No light', told: 'Please look.' },
    shares: { description: false, comments: [], files: [] },
  })
  expect(answer.statusCode, answer.body).toBe(201)
  const given = answer.json<Row>()
  return { ticket, given, address: threadAddress(kernel.secret, String(mailbox.address), given.id) }
}
async function receive(mail: Parameters<typeof plainMail>[0]) {
  clock.advance(1000)
  await keepMails(kernel, [{ mailbox: mailbox.id, raw: plainMail(mail) }])
  while ((await dealWithSome(kernel, handler)) > 0);
  const [ended] = await db.query<{ state: string; reason: string; record_id: string | null }>(
    'select state, reason, record_id from mail_in order by received_at desc, id desc limit 1',
  )
  return ended
}
const saidOf = async (ticket: Row) =>
  (await send('GET', `/tickets/${ticket.id}/vendors`)).json<VendorsOfTicket>().rows[0]?.said ?? []

it('what a contact answers by mail is theirs by name, and stays out of the ticket', async () => {
  const { ticket, given, address } = await give()
  const ended = await receive({ id: 'a1@n', from: 'ada@nordlys.example', to: address, text: 'We found the cut.' })
  expect(ended).toMatchObject({ record_id: given.id, reason: expect.stringContaining('Ada Holm answered') })
  expect(await saidOf(ticket)).toMatchObject([
    { by: 'Ada Holm (Nordlys Netz)', isTheirs: true, text: 'We found the cut.' },
  ])
  expect((await send('GET', `/records/${ticket.id}/comments`)).json()).toMatchObject({ comments: [] })
})

it('a mail of anybody else to that address is set aside, a colleague’s, too', async () => {
  const { ticket, address } = await give()
  for (const [place, from] of ['bo@nordlys.example', 'mallory@example.net'].entries()) {
    const ended = await receive({ id: `b${place}@n`, from, to: address, text: 'Let me in.' })
    expect(ended).toMatchObject({ state: 'quarantined', reason: expect.stringContaining('no contact to whom') })
  }
  expect(await saidOf(ticket)).toEqual([])
})

it('once it is back, a mail is set aside, and an automatic answer is left aside in any case', async () => {
  const { ticket, given, address } = await give()
  const away = await receive({ id: 'c1@n', to: address, headers: { 'Auto-Submitted': 'auto-replied' } })
  expect(away?.state).toBe('ignored')
  await records.act('vendor_ticket', given.id, 'takeBack', {})
  const late = await receive({ id: 'c2@n', from: 'ada@nordlys.example', to: address, text: 'Done!' })
  expect(late).toMatchObject({ state: 'quarantined', reason: expect.stringContaining('no longer with Nordlys Netz') })
  expect(await saidOf(ticket)).toEqual([])
})
