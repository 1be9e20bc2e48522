import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { roles } from '../../../foundation/roles.ts'
import { startProcessors } from '../../../kernel/events/processing.server.ts'
import { followOrders } from './follow-orders.server.ts'
import { ensureCatalogue } from './keep-catalogue.server.ts'

const clock = testClock()
const { kernel, app, db } = await testApplication({ clock })
const world = createWorld(kernel)
const desk = kernel.store.asSystem('test')
const follower = followOrders(kernel)
const processing = startProcessors(kernel, [follower])
afterAll(() => processing.stop())

type Caller = Awaited<ReturnType<typeof createCaller>>
const everyday = roles.find(({ name }) => name === 'employee')?.permissions ?? []
let asker: Caller
let boss: Caller
let agent: Caller
let stranger: Caller
let askerId: string
let reportId: string
const ids = new Map<string, string>()

beforeAll(async () => {
  await ensureCatalogue(desk)
  const { rows } = await desk.list('catalogue_item', { limit: 100, sort: 'name' })
  for (const { id, title } of rows) ids.set(title ?? '', id)
  const manager = (await world.another('person', { name: 'Priya Nair' })).id
  askerId = (await world.another('person', { name: 'Ada Kern', manager })).id
  reportId = (await world.another('person', { name: 'Rob Short', manager: askerId })).id
  boss = await createCaller(kernel, { name: 'Priya Nair', permissions: everyday, self: manager })
  asker = await createCaller(kernel, { name: 'Ada Kern', permissions: everyday, self: askerId })
  agent = await createCaller(kernel, {
    permissions: [...everyday, 'ticket.read', 'ticket.write', 'fulfilment_task.read', 'fulfilment_task.write'],
  })
  stranger = await createCaller(kernel, { permissions: everyday, self: (await world.another('person')).id })
})

const send = (who: Caller, method: 'GET' | 'POST' | 'PATCH', at: string, body?: object, headers = {}) =>
  app.inject({
    method,
    url: `/api/v1${at}`,
    headers: { authorization: `Bearer ${who.token}`, ...headers },
    ...(body && { payload: body }),
  })
const order = (item: string, body: object, headers = {}, who = asker) =>
  send(who, 'POST', `/catalogue-items/${ids.get(item)}/order`, body, headers)
const stateOf = async (id: string) => (await desk.get('ticket', id)).state
const tasksOf = async (id: string) =>
  (await desk.list('fulfilment_task', { filter: { ticket: id }, sort: 'number' })).rows.map(
    ({ id: task, title, state, version }) => ({ id: task, title, state, version }),
  )
const until = (read: () => Promise<unknown>, wanted: unknown) =>
  expect.poll(read, { timeout: 10_000, interval: 30 }).toEqual(wanted)
const decide = async (ticket: string, isYes: boolean, comment = '') => {
  const { approvals } = (await send(boss, 'GET', '/approvals/waiting')).json<{
    approvals: { id: string; record: { id: string } }[]
  }>()
  const mine = approvals.find(({ record }) => record.id === ticket)
  expect((await send(boss, 'POST', `/approvals/${mine?.id}/votes`, { isYes, comment })).statusCode).toBe(204)
}
const finish = async (task: string) =>
  expect((await send(agent, 'POST', `/fulfilment-tasks/${task}/moves/finish`, {})).statusCode).toBe(200)
const figma = { software: 'Figma', why: 'To draw the new dials.' }

describe('ordering', () => {
  it('keeps what was asked and said, in words too, and begins the tasks where nobody has to approve', async () => {
    const made = await order('Bring a file back', {
      answers: { path: 'S:/plans.xlsx', day: clock.now().toISOString().slice(0, 10) },
    })
    expect(made.statusCode, made.body).toBe(201)
    const ticket = await desk.get('ticket', made.json().id)
    expect(ticket).toMatchObject({
      title: 'Bring a file back',
      type: 'request',
      state: 'new',
      requester: { id: askerId },
    })
    expect(ticket['answers']).toMatchObject([{ key: 'path', says: 'S:/plans.xlsx' }, { key: 'day' }])
    expect(await tasksOf(ticket.id)).toMatchObject([{ title: 'Restore it beside the original', state: 'open' }])
  })

  it('is checked by the same rules as in the browser, question by question, and makes nothing then', async () => {
    const before = await desk.count('ticket')
    const refused = await order('Software installation', { answers: { software: 'Figma', from: '2020-01-01' } })
    expect(refused.statusCode).toBe(422)
    expect(refused.json().problems.map(({ field }: { field: string }) => field)).toEqual(['why', 'from'])
    expect(await desk.count('ticket')).toEqual(before)
  })

  it('Formcreator #466: leaves out what a hidden question was answered', async () => {
    const made = await order('Software installation', {
      answers: { ...figma, licensed: false, price: { amount: '9.00', currency: 'EUR' } },
    })
    const { answers } = (await desk.get('ticket', made.json().id)) as unknown as { answers: { key: string }[] }
    expect(answers.map(({ key }) => key)).toEqual(['software', 'licensed', 'why'])
  })

  it('happens once under one key, sent twice at once and again after the answer was lost', async () => {
    const key = { 'idempotency-key': `order-${clock.id()}` }
    const first = await order('Software installation', { answers: figma }, key)
    await db.query('update idempotency set status = null, body = null')
    const again = await Promise.all([1, 2, 3].map(() => order('Software installation', { answers: figma }, key)))
    expect(again.map((one) => [one.statusCode, one.json().id])).toEqual(again.map(() => [201, first.json().id]))
    const rows = await db.query({
      text: 'select 1 from catalogue_order where key = $1',
      values: [key['idempotency-key']],
    })
    expect(rows).toHaveLength(1)
  })

  it('is for whoever may see the item, and nobody passes approvals by writing the ticket themselves', async () => {
    const draft = await desk.create('catalogue_item', { name: 'Not yet', summary: 'A draft.' })
    expect((await send(asker, 'POST', `/catalogue-items/${draft.id}/order`, { answers: {} })).statusCode).toBe(404)
    const forged = await send(asker, 'POST', '/tickets', {
      title: 'Laptop',
      requester: askerId,
      item: ids.get('New laptop'),
    })
    expect(forged.statusCode).toBe(403)
    const made = (await order('Software installation', { answers: figma })).json()
    expect((await send(stranger, 'GET', `/tickets/${made.id}`)).statusCode).toBe(404)
  })
})

describe('approval', () => {
  it('Zammad #353, #4886: is waited for; then the tasks begin in turn, none may be missing, and the last one resolves the request', async () => {
    const { id } = (await order('Software installation', { answers: { ...figma, licensed: true } })).json()
    expect(await stateOf(id)).toBe('awaiting_approval')
    expect(await tasksOf(id)).toEqual([])
    await decide(id, true)
    await until(() => stateOf(id), 'new')
    const [check, buy, install] = await tasksOf(id)
    expect([check, buy, install].map((task) => task?.state)).toEqual(['open', 'waiting', 'waiting'])
    const early = await send(agent, 'POST', `/tickets/${id}/moves/resolve`, { resolutionCode: 'fulfilled' })
    expect(early.statusCode).toBe(422)
    expect(early.json().problems[0].says).toContain('must be done or skipped first')
    for (const task of [check, buy, install]) {
      await until(async () => (await tasksOf(id)).find((one) => one.id === task?.id)?.state, 'open')
      await finish(task?.id ?? '')
    }
    await until(() => stateOf(id), 'resolved')
  })

  it('that is refused ends the request, with the reason', async () => {
    const { id } = (await order('Software installation', { answers: figma })).json()
    await decide(id, false, 'We have one like it.')
    await until(() => stateOf(id), 'rejected')
    const [entry] = await db.query<{ reason: string }>({
      text: `select reason from history where record_id = $1 and verb = 'moved' order by entry desc limit 1`,
      values: [id],
    })
    expect(entry?.reason).toBe('Priya Nair rejected it: We have one like it.')
    expect(await tasksOf(id)).toEqual([])
  })

  it('changes nothing when it is told twice', async () => {
    const { id } = (await order('Software installation', { answers: figma })).json()
    await decide(id, true)
    await until(() => stateOf(id), 'new')
    const before = await tasksOf(id)
    const entry = { type: 'ticket', verb: 'approved', recordId: id } as Parameters<typeof follower.handle>[0]
    await Promise.all([follower.handle(entry, { db, attempt: 1 }), follower.handle(entry, { db, attempt: 2 })])
    expect(await tasksOf(id)).toEqual(before)
  })

  it('isn’t asked of the manager who orders for one of their own', async () => {
    const made = await order('Software installation', { answers: figma, for: reportId })
    expect(made.json()).toMatchObject({ state: 'new', title: 'Software installation for Rob Short' })
  })

  it('that is taken back cancels the request', async () => {
    const { id } = (await order('Software installation', { answers: figma })).json()
    const { approvals } = (await send(asker, 'GET', `/records/${id}/approvals`)).json()
    await app.inject({
      method: 'DELETE',
      url: `/api/v1/approvals/${approvals[0].id}`,
      headers: { authorization: `Bearer ${asker.token}` },
    })
    await until(() => stateOf(id), 'cancelled')
  })
})

describe('cancelling', () => {
  it('takes the question back from whoever was to approve', async () => {
    const { id } = (await order('Software installation', { answers: figma })).json()
    await send(asker, 'POST', `/tickets/${id}/moves/cancel`, {})
    const waiting = async () => {
      const { approvals } = (await send(boss, 'GET', '/approvals/waiting')).json()
      return approvals.filter((one: { record: { id: string } }) => one.record.id === id)
    }
    await until(waiting, [])
    expect(await stateOf(id)).toBe('cancelled')
  })
})

describe('a bundle', () => {
  it('becomes one request with one for each part that is wanted, and is resolved with the last of them', async () => {
    const today = clock.now().toISOString().slice(0, 10)
    const answers = { who: reportId, last: today, with0: true, with1: true, p1_what: ['laptop'], p1_how: 'desk' }
    const made = await order('Leaver', { answers })
    expect(made.statusCode, made.body).toBe(201)
    const { id } = made.json()
    const { rows } = await desk.list('ticket', { filter: { parent: id }, sort: 'number' })
    expect(rows.map(({ title }) => title)).toEqual([
      'Close somebody’s accounts: Rob Short',
      'Return of equipment: Rob Short',
    ])
    for (const part of rows)
      for (;;) {
        const open = (await tasksOf(part.id)).find(({ state }) => state === 'open')
        if (open) await finish(open.id)
        else if ((await stateOf(part.id)) === 'resolved') break
        else await new Promise((resolve) => setTimeout(resolve, 20))
      }
    await until(() => stateOf(id), 'resolved')
  }, 20_000)

  it('that is cancelled takes its parts along, and their tasks', async () => {
    const today = clock.now().toISOString().slice(0, 10)
    const { id } = (
      await order('Leaver', { answers: { who: reportId, last: today, with0: true, with1: false } })
    ).json()
    const [part] = (await desk.list('ticket', { filter: { parent: id }, sort: 'number' })).rows
    await send(asker, 'POST', `/tickets/${id}/moves/cancel`, {})
    await until(() => stateOf(part?.id ?? ''), 'cancelled')
    await until(async () => new Set((await tasksOf(part?.id ?? '')).map(({ state }) => state)), new Set(['skipped']))
  })
})
