import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { makeMailbox, plainMail, serviceHandler } from '../../../../test/kit/mail-in.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { swaks } from '../../../../test/kit/swaks.ts'
import { keepMails } from '../../../kernel/mail-in/keep.server.ts'
import { type Listening, startListener } from '../../../kernel/mail-in/listener.server.ts'
import { dealWithSome } from '../../../kernel/mail-in/work.server.ts'
import { filingVendorMail } from './vendor-mail.server.ts'

const clock = testClock()
const { kernel, db, app } = await testApplication({ clock })
const world = createWorld(kernel)
const records = kernel.store.asSystem('test')
const mailbox = await makeMailbox(kernel, { trustedServer: 'mx.deck.example' })
const vendor = await world.another('vendor', { name: 'Nordlys Netz' })
const engagement = await world.another('engagement', { name: 'Lines between all sites', vendor: vendor.id })
const contact = await world.another('vendor_contact', { vendor: vendor.id, email: 'ada@nordlys.example' })
const tom = await world.another('person', { name: 'Tom Kay', email: 'tom@deck.example' })
const handler = filingVendorMail(serviceHandler)

const manager = await createCaller(kernel, { permissions: ['engagement.read', 'correspondence.write'] })
const asked = await app.inject({
  url: `/api/v1/engagements/${engagement.id}/address`,
  headers: { authorization: `Bearer ${manager.token}` },
})
const { address } = asked.json<{ address: string }>()

interface Ended {
  readonly state: string
  readonly reason: string
  readonly record_id: string
}
async function receive(mail: Parameters<typeof plainMail>[0]): Promise<Ended> {
  clock.advance(1000)
  await keepMails(kernel, [{ mailbox: mailbox.id, raw: plainMail(mail) }])
  while ((await dealWithSome(kernel, handler)) > 0);
  const rows = await db.query<Ended>(
    'select state, reason, record_id from mail_in order by received_at desc, id desc limit 1',
  )
  return rows[0] as Ended
}

describe('the address of an engagement', () => {
  it('is one of a mailbox, and told only to those who may write correspondence', async () => {
    expect(address).toMatch(/^desk\+[a-z2-7]{42}@deck\.example$/)
    const reader = await createCaller(kernel, { permissions: ['engagement.read'] })
    const refused = await app.inject({
      url: `/api/v1/engagements/${engagement.id}/address`,
      headers: { authorization: `Bearer ${reader.token}` },
    })
    expect(refused.statusCode).toBe(403)
  })
})

describe('a mail to the address of an engagement', () => {
  it('of a contact of the vendor is filed as from the vendor, with what it says', async () => {
    const { record_id: id, reason } = await receive({
      id: 'v1@n',
      to: address,
      subject: 'Prices for next year',
      text: 'Up by 3 %.',
    })
    expect(reason).toContain('from a contact of the vendor')
    expect(await records.get('correspondence', id)).toMatchObject({
      ...{ subject: 'Prices for next year', text: 'Up by 3 %.', direction: 'in', way: 'mail' },
      ...{ vendor: { id: vendor.id }, engagement: { id: engagement.id }, contact: { id: contact.id }, person: null },
      ...{ sender: 'Ada Holm <ada@nordlys.example>', happenedAt: '2026-03-03T08:00:00.000Z' },
    })
  })

  it('of one of us, who puts the address in copy, is filed as from us', async () => {
    const { record_id: id } = await receive({
      id: 'v2@n',
      from: 'tom@deck.example',
      to: 'ada@nordlys.example',
      headers: { Cc: address },
    })
    expect(await records.get('correspondence', id)).toMatchObject({
      direction: 'out',
      person: { id: tom.id },
      contact: null,
    })
  })

  it('of somebody whom nobody knows is filed without a contact, and says so', async () => {
    const { record_id: id, reason } = await receive({ id: 'v3@n', from: 'new@nordlys.example', to: address })
    expect(reason).toContain('no contact of the vendor yet')
    expect(await records.get('correspondence', id)).toMatchObject({
      direction: 'in',
      contact: null,
      sender: 'new@nordlys.example',
    })
  })

  it('is followed by its answers, without the address', async () => {
    const { record_id: id } = await receive({ id: 'v4@n', subject: 'Re: Prices', headers: { 'In-Reply-To': '<v1@n>' } })
    expect(await records.get('correspondence', id)).toMatchObject({
      engagement: { id: engagement.id },
      subject: 'Re: Prices',
    })
  })

  it('from a machine in place of somebody who is away is not filed', async () => {
    const ended = await receive({ id: 'v5@n', to: address, headers: { 'Auto-Submitted': 'auto-replied' } })
    expect(ended.state).toBe('ignored')
  })

  it('says what the domain of its sender says of it, and is set aside where that disowns it', async () => {
    const with_ = (dmarc: string) => ({ 'Authentication-Results': `mx.deck.example; dmarc=${dmarc}` })
    const confirmed = await receive({ id: 'v7@n', to: address, headers: with_('pass') })
    expect(await records.get('correspondence', confirmed.record_id)).toMatchObject({ trust: 'confirmed' })
    const silent = await receive({ id: 'v8@n', to: address, headers: with_('none') })
    expect(await records.get('correspondence', silent.record_id)).toMatchObject({ trust: 'unconfirmed' })

    const disowned = await receive({ id: 'v9@n', to: address, subject: 'New bank account', headers: with_('fail') })
    expect(disowned).toMatchObject({ state: 'quarantined', reason: expect.stringContaining('by telephone') })
    const account = { subject: 'New bank account' }
    expect(await records.count('correspondence', { filter: account })).toMatchObject({ count: 0 })
    const admin = await createCaller(kernel, { permissions: ['system.see', 'system.manage'] })
    const [{ id } = { id: '' }] = await db.query<{ id: string }>(
      `select id from mail_in where state = 'quarantined' and subject = 'New bank account'`,
    )
    const released = await app.inject({
      method: 'POST',
      url: `/api/v1/received-mails/${id}/let-through`,
      headers: { authorization: `Bearer ${admin.token}` },
    })
    expect(released.statusCode, released.body).toBeLessThan(300)
    while ((await dealWithSome(kernel, handler)) > 0);
    const { rows } = await records.list('correspondence', { filter: account })
    expect(rows).toMatchObject([{ trust: 'disowned', engagement: { id: engagement.id } }])
  })

  it('is set aside while the engagement is archived', async () => {
    await records.archive('engagement', engagement.id)
    expect(await receive({ id: 'v6@n', to: address })).toMatchObject({
      state: 'quarantined',
      reason: expect.stringContaining('archived'),
    })
    await records.restore('engagement', engagement.id)
  })
})

const isCi = process.env['CI'] !== undefined
const hasSwaks = existsSync('/usr/bin/swaks')
if (!hasSwaks && !isCi) console.warn('Handing a mail in by swaks is skipped: apt-get install swaks.')
describe.skipIf(!hasSwaks && !isCi)('a mail handed in by Debian’s swaks to the address of an engagement', () => {
  let listening: Listening
  beforeAll(async () => {
    listening = await startListener(kernel, { host: '127.0.0.1', smtpPort: 0, lmtpPort: undefined })
  })
  afterAll(() => listening.stop())

  it('is taken by its address alone, whatever stands in its head, and one letter more is refused or left to others', async () => {
    const port = listening.ports[0] ?? 0
    const raw = plainMail({ id: 's1@n', to: 'undisclosed-recipients:;', subject: 'By blind copy' })
    await swaks({ port, to: address, raw })
    while ((await dealWithSome(kernel, handler)) > 0);
    const { rows } = await records.list('correspondence', { filter: { subject: 'By blind copy' } })
    expect(rows).toMatchObject([{ engagement: { id: engagement.id }, contact: { id: contact.id } }])

    const forged = address.replace('@', 'a@')
    await swaks({ port, to: forged, raw: plainMail({ id: 's2@n', to: forged, subject: 'Forged' }) }).catch(() => null)
    while ((await dealWithSome(kernel, handler)) > 0);
    expect(await records.count('correspondence', { filter: { subject: 'Forged' } })).toMatchObject({ count: 0 })
  })
})

it('leaves all other mails to whoever deals with them', async () => {
  const { record_id: id } = await receive({ id: 'o1@n', subject: 'VPN drops' })
  expect(await records.get('service', id)).toMatchObject({ purpose: 'ada@nordlys.example' })
})
