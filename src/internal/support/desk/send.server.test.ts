import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { type Caller, createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import type { Row } from '../../../kernel/record/store.server.ts'

const { kernel, app, db, statementsOf } = await testApplication()
const world = createWorld(kernel)
const system = kernel.store.asSystem('test')
const permissions = [
  ...['ticket.read', 'ticket.write', 'ticket.archive', 'comment.see_internal', 'comment.write', 'person.read'],
  ...['team.read', 'service.read', 'device.read', 'macro.use', 'macro.read'],
]
let [asker, self] = [] as unknown as [Row, Row]
let [agent, colleague, employee] = [] as unknown as [Caller, Caller, Caller]
beforeAll(async () => {
  asker = await world.another('person', { name: 'Elif Pohl' })
  self = await world.another('person', { name: 'Dorota Jasinska' })
  agent = await createCaller(kernel, { permissions, self: self.id })
  colleague = await createCaller(kernel, { permissions })
  employee = await createCaller(kernel, { permissions: ['person.read', 'comment.write'], self: asker.id })
})

async function call<T>(who: Caller, method: 'GET' | 'POST', at: string, payload?: object) {
  const answer = await app.inject({
    method,
    url: `/api/v1${at}`,
    headers: { authorization: `Bearer ${who.token}` },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.json() as T }
}
const report = (values = {}): Promise<Row> =>
  system.create('ticket', { title: 'No sound', requester: asker.id, ...values })
const again = ({ id }: Row): Promise<Row> => system.get('ticket', id)
const said = ({ id }: Row) =>
  db.query<{ text: string }>({ text: 'select text from comment where record_id = $1 order by id', values: [id] })
interface Done {
  readonly done: readonly { readonly id: string; readonly says: string | null }[]
}

describe('what is sent from the desk', () => {
  const send = (row: Row, body: object) => call<Row>(agent, 'POST', `/desk/tickets/${row.id}/send`, body)
  const text = 'Please restart it.'

  it('is said, changed and moved on by one request', async () => {
    const row = await report()
    const { status, body } = await send(row, {
      text,
      set: { assignee: self.id, urgency: 'high' },
      move: 'resolve',
      with: { resolutionCode: 'solved' },
      version: row.version,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'resolved', urgency: 'high', assignee: { id: self.id } })
    expect(await said(row)).toEqual([{ text }])
  })

  it('is all refused where any of it is: nothing is said that isn’t done', async () => {
    const row = await report()
    const refusals = [
      { text, set: { urgency: 'sometimes' } },
      { text, move: 'resolve' },
      { text, set: { urgency: 'high' }, move: 'reopen' },
      { text, set: { urgency: 'high' }, version: row.version + 1 },
    ]
    for (const body of refusals) expect((await send(row, body)).status).toBeGreaterThanOrEqual(400)
    await call(colleague, 'POST', `/records/${row.id}/comments`, { text: 'I am on it.' })
    expect((await send(row, { text, seen: null, move: 'start' })).status).toBe(409)
    expect(await said(row)).toEqual([{ text: 'I am on it.' }])
    expect(await again(row)).toMatchObject({ state: 'new', urgency: row['urgency'], version: row.version })
  })

  it('is nothing for those who don’t work there', async () => {
    const row = await report()
    expect((await call(employee, 'POST', `/desk/tickets/${row.id}/send`, { text })).status).toBe(403)
  })
})

describe('a macro on many tickets', () => {
  it('says and does in each what it would there, and leaves those alone in which it can’t', async () => {
    const macro = await system.create('macro', {
      name: 'Restart',
      text: 'Hello {requester.firstName}, {team} says: restart it.',
      urgency: 'high',
      move: 'start',
    })
    const team = await world.another('team', { name: 'Networks' })
    const rows = [await report({ team: team.id }), await report(), await report({ team: team.id })] as const
    await system.move('ticket', rows[2].id, 'start')
    const ids = rows.map(({ id }) => id)
    const { body } = await call<Done>(agent, 'POST', '/desk/macros', { ids, macro: macro.id })
    expect(body.done.map(({ says }) => says)).toEqual([
      null,
      `{team} has no value in ${rows[1].number}.`,
      expect.stringContaining('isn'),
    ])
    expect(await said(rows[0])).toEqual([{ text: 'Hello Elif, Networks says: restart it.' }])
    expect(await again(rows[0])).toMatchObject({ state: 'in_progress', urgency: 'high' })
    for (const row of [rows[1], rows[2]]) expect(await said(row)).toEqual([])
    const mine = { name: 'Mine', text: 'x', scope: 'me', owner: asker.id }
    const foreign = await system.create('macro', mine)
    const stranger = await createCaller(kernel, { permissions: ['ticket.write', 'ticket.read', 'macro.use'] })
    expect((await call(stranger, 'POST', '/desk/macros', { ids, macro: foreign.id })).status).toBe(404)
  })
})

describe('what people complain of elsewhere', () => {
  it('GLPI #15246, #8811: a page of a queue asks for its rows by key, however many tickets there are', async () => {
    const many = Array.from({ length: 120 }, (_, n) => ({ title: `Slow ${n}`, requester: asker.id, urgency: 'low' }))
    await system.createMany('ticket', many)
    interface Page {
      readonly rows: readonly Row[]
      readonly next: string | null
    }
    const pages: string[][] = []
    let after = ''
    do {
      let page: Page = { rows: [], next: null }
      const statements = await statementsOf(async () => {
        page = (
          await call<Page>(
            agent,
            'GET',
            `/desk/queue?queue=all&q=Slow${after && `&after=${encodeURIComponent(after)}`}`,
          )
        ).body
      })
      expect(statements.length).toBeLessThanOrEqual(4)
      expect(statements.filter((text) => /\boffset\b/i.test(text))).toEqual([])
      pages.push(page.rows.map(({ id }) => id))
      after = page.next ?? ''
    } while (after !== '')
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20])
    expect(new Set(pages.flat()).size).toBe(120)
  })

  it('Zammad #604, Snipe-IT #663: a ticket knows the devices of whoever asks, and which one it is about', async () => {
    const laptop = await system.create('device', {
      ...{ assetTag: 'TI-1', kind: 'laptop', model: 'ThinkPad T14', assignedTo: asker.id },
      warrantyUntil: '2027-03-01',
    })
    await system.create('device', { assetTag: 'TI-2', kind: 'phone', assignedTo: self.id })
    const row = await report()
    interface Page {
      readonly row: Row
      readonly around: { readonly devices: readonly { readonly title: string }[] }
    }
    const read = async (who: Caller) => (await call<Page>(who, 'GET', `/desk/tickets/${row.id}`)).body.around
    const warrantyUntil = '2027-03-01'
    const own = { id: laptop.id, title: 'ThinkPad T14 (TI-1)', kind: 'laptop', state: 'in_stock', warrantyUntil }
    expect((await read(agent)).devices).toEqual([own])
    const blind = await createCaller(kernel, { permissions: ['ticket.read'] })
    expect((await read(blind)).devices).toEqual([])
    const about = await kernel.store.as({ ...system.who }).update('ticket', row.id, { device: laptop.id })
    expect(about['device']).toEqual({ id: laptop.id, title: 'ThinkPad T14 (TI-1)' })
  })

  it('Zammad #604: employees see their own devices, and nobody else’s', async () => {
    const { rows } = (await call<{ rows: readonly Row[] }>(employee, 'GET', '/devices')).body
    expect(rows.map(({ title }) => title)).toEqual(['ThinkPad T14 (TI-1)'])
  })

  it('Zammad #3097: two hundred tickets are changed at once, and the change is undone as one', async () => {
    const values = Array.from({ length: 200 }, (_, n) => ({ title: `Batch ${n}`, requester: asker.id }))
    const ids = (await system.createMany('ticket', values)).flatMap(({ id }) => id ?? [])
    const { body } = await call<{ batch: string; outcomes: readonly { ok: boolean }[] }>(
      agent,
      'POST',
      '/tickets/bulk',
      {
        set: { assignee: self.id },
        ids,
      },
    )
    expect(body.outcomes.filter(({ ok }) => ok)).toHaveLength(200)
    await call(agent, 'POST', `/batches/${body.batch}/undo`)
    expect((await system.count('ticket', { filter: { id: ids, assignee: { empty: false } } })).count).toBe(0)
  })

  it('Zammad #4886: a step that must be done first keeps a ticket open, also from a macro, which then says nothing', async () => {
    const row = await report({ type: 'request' })
    await system.create('fulfilment_task', { title: 'Wipe the disk', key: 'wipe', ticket: row.id })
    const macro = await system.create('macro', {
      ...{ name: 'Done', text: 'It is done.', move: 'resolve', resolutionCode: 'fulfilled' },
    })
    const { body } = await call<Done>(agent, 'POST', '/desk/macros', { ids: [row.id], macro: macro.id })
    expect(body.done[0]?.says).toContain('“Wipe the disk” must be done or skipped first')
    expect(await said(row)).toEqual([])
    expect((await again(row)).state).toBe('new')
  })

  it('GLPI #19172: a merge asks for no list of tickets, only for those that are merged', async () => {
    const [into, other] = [await report(), await report()]
    const statements = await statementsOf(() => call(agent, 'POST', '/desk/merge', { into: into.id, ids: [other.id] }))
    expect(statements.length).toBeLessThan(60)
    expect((await again(other))['mergedInto']).toMatchObject({ id: into.id })
  })
})
