import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { type Caller, createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { startProcessors } from '../../../kernel/events/processing.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { assignTickets } from './assigning.server.ts'

const clock = testClock()
const application = await testApplication({ clock })
const { kernel, app } = application
const world = createWorld(kernel)
const desk = kernel.store.asSystem('test')
const ofAgents = [
  'ticket.read',
  'ticket.write',
  'comment.see_internal',
  'comment.write',
  'person.read',
  'team.read',
  'service.read',
  'history.read',
]

let [self, other, asker, team] = [] as unknown as [Row, Row, Row, Row]
let [agent, colleague, employee] = [] as unknown as [Caller, Caller, Caller]
beforeAll(async () => {
  self = await world.another('person', { name: 'Dorota Jasinska' })
  other = await world.another('person', { name: 'Priya Nair' })
  asker = await world.another('person', { name: 'Elif Pohl', phone: '+49 40 5555-0199' })
  team = await world.another('team', { members: [self.id, other.id], lead: null })
  agent = await createCaller(kernel, { permissions: ofAgents, self: self.id })
  colleague = await createCaller(kernel, { permissions: ofAgents, self: other.id })
  employee = await createCaller(kernel, { permissions: ['person.read', 'comment.write'], self: asker.id })
})

async function call<T>(who: Caller, method: 'GET' | 'POST' | 'PUT', at: string, payload?: object) {
  const answer = await app.inject({
    method,
    url: `/api/v1${at}`,
    headers: { authorization: `Bearer ${who.token}` },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: (answer.body === '' ? null : answer.json()) as T }
}
const report = (values = {}): Promise<Row> =>
  desk.create('ticket', { title: 'No sound', requester: asker.id, ...values })
const again = ({ id }: Row): Promise<Row> => desk.get('ticket', id)
interface Queue {
  readonly rows: readonly Row[]
  readonly counts: Readonly<Record<string, number>>
  readonly present: readonly { readonly name: string; readonly isWriting: boolean }[]
}
const queue = async (name: string): Promise<Queue> =>
  (await call<Queue>(agent, 'GET', `/desk/queue?queue=${name}`)).body

describe('a ticket with what stands around it', () => {
  it('is shown to agents who may see their teams’ alone, and to nobody who only asks', async () => {
    const member = await world.another('person', { name: 'Grace Abbott' })
    const theirs = await world.another('team', { members: [member.id], lead: null })
    const limited = await createCaller(kernel, { permissions: ['ticket.write', 'person.read'], self: member.id })
    const [own, foreign] = [await report({ team: theirs.id }), await report()]
    expect((await call(limited, 'GET', `/desk/tickets/${own.id}`)).status).toBe(200)
    expect((await call(limited, 'GET', `/desk/tickets/${foreign.id}`)).status).toBe(404)
    expect((await call(employee, 'GET', `/desk/tickets/${own.id}`)).status).toBe(403)
  })
})

describe('the queues', () => {
  it('hold what is mine, my team’s, nobody’s, late, forgotten and major, and count each', async () => {
    const before = (await queue('all')).counts
    const mine = await report({ assignee: self.id })
    const teams = await report({ team: team.id, assignee: other.id })
    const major = await report({ isMajor: true, assignee: other.id })
    await report({ assignee: self.id }).then(({ id }) => desk.move('ticket', id, 'cancel'))
    const { counts } = await queue('all')
    const grown = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count - (before[name] ?? 0)]))
    expect(grown).toMatchObject({ mine: 1, teams: 1, unassigned: 0, major: 1, waiting: 0, all: 3 })
    expect((await queue('mine')).rows.map(({ id }) => id)).toContain(mine.id)
    expect((await queue('teams')).rows.map(({ id }) => id)).toContain(teams.id)
    expect((await queue('major')).rows.map(({ id }) => id)).toEqual([major.id])
    const twoDaysAgo = new Date(clock.now().getTime() - 2 * 86_400_000)
    const values = { title: 'Still no sound', requester: asker.id }
    const [old] = await desk.createMany('ticket', [values], { told: [{ at: twoDaysAgo }] })
    expect((await queue('waiting')).rows.map(({ id }) => id)).toEqual([old?.id])
  })

  it('are nothing for those who don’t work there', async () => {
    expect((await call(employee, 'GET', '/desk/queue')).status).toBe(403)
    expect((await call(employee, 'GET', `/desk/tickets/${(await report()).id}`)).status).toBe(403)
  })
})

describe('a ticket at the desk', () => {
  it('comes with who asks, their other tickets, its parts and who is there, in at most six queries', async () => {
    const parent = await report({ title: 'All sound is gone' })
    const row = await report({ parent: parent.id })
    await call(agent, 'POST', `/records/${row.id}/comments`, { text: 'Is it on?' })
    const at = application.statementsOf
    const statements = await at(() => call(agent, 'GET', `/desk/tickets/${row.id}`))
    expect(statements.length).toBeLessThanOrEqual(6 + signingIn)
    const { body } = await call<{ row: Row; comments: { comments: unknown[] }; around: Around }>(
      agent,
      'GET',
      `/desk/tickets/${row.number}`,
    )
    expect(body.row).toMatchObject({ id: row.id, parent: { title: 'All sound is gone' } })
    expect(body.comments.comments).toHaveLength(1)
    expect(body.around.requester).toMatchObject({ name: 'Elif Pohl' })
    expect(body.around.others.map(({ id }) => id)).toContain(parent.id)
    const { body: above } = await call<{ around: Around }>(agent, 'GET', `/desk/tickets/${parent.id}`)
    expect(above.around.children).toMatchObject([{ id: row.id, state: 'new' }])
  })
})
/** Who is calling is asked in one statement before. */
const signingIn = 1
interface Around {
  readonly requester: Row | null
  readonly others: readonly { readonly id: string }[]
  readonly children: readonly { readonly id: string }[]
}

describe('who is there', () => {
  it('is seen by other agents until they leave, or give no sign for half a minute', async () => {
    const row = await report({ assignee: self.id })
    const present = async () => (await queue('mine')).present
    const says = (is: string) => call(colleague, 'PUT', `/desk/tickets/${row.id}/presence`, { is })
    expect((await says('looking')).status).toBe(204)
    expect(await present()).toMatchObject([{ isWriting: false }])
    await says('writing')
    expect(await present()).toMatchObject([{ name: colleague.name, isWriting: true }])
    await says('gone')
    expect(await present()).toEqual([])
    await says('looking')
    clock.advance(31_000)
    expect(await present()).toEqual([])
    expect((await call(employee, 'PUT', `/desk/tickets/${row.id}/presence`, { is: 'looking' })).status).toBe(403)
    const { entries } = await desk.get('ticket', row.id).then(async ({ id }) => ({
      entries: await kernel.db.query({ text: 'select from history where record_id = $1', values: [id] }),
    }))
    expect(entries).toHaveLength(1)
  })
})

describe('many at once', () => {
  it('are told the same, tagged, and say which were refused', async () => {
    const rows = [await report(), await report()]
    const ids = [...rows.map(({ id }) => id), clock.id()]
    const { body } = await call<{ done: { says: string | null }[] }>(agent, 'POST', '/desk/replies', {
      ids,
      text: 'The sound is back.',
    })
    expect(body.done.map(({ says }) => says)).toEqual([null, null, expect.stringContaining("doesn't exist")])
    expect(await again(rows[0] as Row)).toMatchObject({ waitsFor: 'requester' })
    await call(agent, 'POST', '/desk/tags', { ids: [rows[0]?.id], tags: ['outage'] })
    await call(agent, 'POST', '/desk/tags', { ids: [rows[0]?.id], tags: ['sound'] })
    const tags = await call<{ tags: string[] }>(agent, 'GET', `/records/${rows[0]?.id}/tags`)
    expect(tags.body.tags).toEqual(['outage', 'sound'])
  })

  it('are merged into one, whose participants then are all who asked', async () => {
    const second = await world.another('person', { name: 'Sam Okafor' })
    const into = await report({ title: 'No sound on floor 3' })
    const merged = await report({ requester: second.id })
    const { body } = await call<{ done: { says: string | null }[] }>(agent, 'POST', '/desk/merge', {
      into: into.id,
      ids: [merged.id],
    })
    expect(body.done).toMatchObject([{ says: null }])
    expect(await again(merged)).toMatchObject({
      state: 'closed',
      resolutionCode: 'duplicate',
      mergedInto: { id: into.id },
    })
    expect((await again(into))['participants']).toMatchObject([{ id: second.id }])
    const twice = await call<{ done: { says: string }[] }>(agent, 'POST', '/desk/merge', {
      into: into.id,
      ids: [merged.id],
    })
    expect(twice.body.done[0]?.says).toContain("isn't possible from there")
    expect((await call(agent, 'POST', '/desk/merge', { into: into.id, ids: [into.id] })).status).toBe(422)
  })
})

describe('a caller', () => {
  it('is found by name and by number, however it is typed', async () => {
    const find = async (q: string) =>
      (await call<{ rows: Row[] }>(agent, 'GET', `/desk/people?q=${encodeURIComponent(q)}`)).body.rows.map(
        ({ title }) => title,
      )
    for (const q of ['elif', '040 55550199', '+49 (0)40 5555-0199', '0199'])
      expect(await find(q)).toContain('Elif Pohl')
  })
})

describe('new tickets of a team', () => {
  it('go to one after another, not to those away, with the reason', async () => {
    const crew = [await world.another('person'), await world.another('person'), await world.another('person')]
    const [first, second, away] = crew as [Row, Row, Row]
    await desk.move('person', away.id, 'goAway')
    const around = await world.another('team', { members: crew.map(({ id }) => id), lead: null })
    await desk.create('team_intake', { name: 'In turn', team: around.id, mode: 'round_robin' })
    const running = startProcessors(kernel, [assignTickets(kernel)])
    await until(async () => (await kernel.db.query(`select from processor where name = 'assign-tickets'`)).length > 0)
    const rows: Row[] = []
    for (const _ of [1, 2, 3, 4]) rows.push(await report({ team: around.id }))
    await until(async () => (await Promise.all(rows.map(again))).every((row) => row['assignee'] !== null))
    await running.stop()
    const given = (await Promise.all(rows.map(again))).map((row) => (row['assignee'] as { id: string }).id)
    expect(given.slice(2)).toEqual(given.slice(0, 2))
    expect(new Set(given)).toEqual(new Set([first.id, second.id]))
    const [entry] = await kernel.db.query<{ reason: string }>({
      text: `select reason from history where record_id = $1 and verb = 'updated'`,
      values: [rows[0]?.id],
    })
    expect(entry?.reason).toMatch(/^It was the turn of /)
  })

  it('are suggested to those who know most and have least to do', async () => {
    const category = await world.another('ticket_category')
    await desk.create('support_skill', { subject: 'Sound', person: other.id, category: category.id, level: 'expert' })
    const row = await report({ team: team.id, category: category.id })
    const { body } = await call<{ agents: { person: { id: string }; skill: number }[] }>(
      agent,
      'GET',
      `/desk/tickets/${row.id}/agents`,
    )
    expect(body.agents.map(({ person, skill }) => [person.id, skill])).toEqual([
      [other.id, 2],
      [self.id, 0],
    ])
  })
})

describe('the workload', () => {
  it('says who has how much, and what nobody has', async () => {
    const crew = await world.another('team', { members: [self.id], lead: null })
    await report({ team: crew.id, assignee: self.id, impact: 'high', urgency: 'high' })
    await report({ team: crew.id })
    const { body } = await call<{ burdens: { person: Row | null; open: number; load: number; tickets: Row[] }[] }>(
      agent,
      'GET',
      `/desk/workload?team=${crew.id}`,
    )
    expect(body.burdens[0]).toMatchObject({ person: null, open: 1, load: 1 })
    const own = body.burdens.find(({ person }) => person?.id === self.id)
    expect(own?.tickets.map(({ title }) => title)).toContain('No sound')
    expect(own?.load).toBeGreaterThanOrEqual(8)
  })
})

async function until(isSo: () => Promise<boolean>, within = 10_000): Promise<void> {
  const end = Date.now() + within
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('It did not come to that.')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
