import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { factsOf } from '../../../../test/oracle/service-log.ts'
import { nobody, type Who } from '../../../kernel/access/who.ts'
import { importLog } from '../log-import/import-log.server.ts'
import { dimensions } from './definitions.ts'
import { type Asked, readFigures } from './figures.server.ts'
import { listPromises } from './promise-list.server.ts'
import type { Figures, Rows } from './wire.ts'

const file = path.resolve('test/data/service/incident-event-log.csv')
const { kernel, app } = await testApplication({ clock: testClock('2026-11-27T09:00:00.000Z') })
const world = createWorld(kernel)
const facts = factsOf(file)
const desk = kernel.store.asSystem('test')
let manager: Who
let token: string

const whole = { from: '2016-01-01', to: '2016-12-31' }
const read = (asked: Partial<Asked> = {}, who = manager): Promise<Figures> =>
  readFigures(kernel, who, { ...whole, by: 'team', filter: {}, why: 'loggedAttainment', ...asked })
const figure = ({ figures }: Figures, key: string) => figures.find((one) => one.key === key) ?? expect.fail(key)

beforeAll(async () => {
  await importLog(kernel, { file, system: 'ServiceNow', timeZone: 'UTC', isDryRun: false, onDefect: () => undefined })
  const permissions = [
    'ticket.read',
    'support_figures.read',
    'team.read',
    'ticket_category.read',
    'person.read',
    'business_unit.read',
    'service.read',
  ]
  const made = await createCaller(kernel, { permissions })
  manager = { ...nobody, account: made.account, name: made.name, permissions: new Set(permissions) }
  token = made.token
}, 120_000)

describe('the figures of a real service desk', () => {
  it('agree with what a script works out of its log', async () => {
    const found = await read()
    expect(figure(found, 'opened').now.value).toBe(facts.tickets)
    expect(figure(found, 'resolved').now.value).toBe(facts.minutesToResolve.size)
    expect(figure(found, 'resolution').now.all).toBe(facts.medianMinutes * 60)
    const { counted, missed } = await allResolved()
    expect(counted + missed).toBe(facts.tickets)
    const count = async (filter: object) => (await desk.count('ticket', { filter: { ...filter } as never })).count
    expect(await count({ loggedVerdict: 'in_time' })).toBe(facts.inTime)
    expect(await count({ state: 'closed' })).toBe(facts.finalStates['Closed'])
    expect(await count({ reopens: { gte: 1 } })).toBe(facts.reopenedTickets)
    expect(await count({ reassignments: { gte: 1 } })).toBe(facts.reassignedTickets)
  })

  // Those whose resolution the log doesn't know are resolved at no known time, and so in no period.
  async function allResolved() {
    const found = figure(await read(), 'reassigned')
    const unknown = facts.tickets - facts.minutesToResolve.size
    return { counted: found.now.value ?? 0, missed: found.now.of - (found.now.value ?? 0) + unknown }
  }

  it('count the tickets of each group and category as the file does', async () => {
    const byTeam = await read({ by: 'team' })
    const teams = byTeam.groups.map(({ title, figures }) => [
      title === 'No team' ? '?' : title,
      figures.opened.now.value,
    ])
    expect(Object.fromEntries(teams)).toEqual(facts.byGroup)
    const byCategory = await read({ by: 'category' })
    const categories = byCategory.groups.map(({ title, figures }) => [
      title === 'No category' ? '?' : title,
      figures.opened.now.value,
    ])
    expect(Object.fromEntries(categories)).toEqual(facts.byCategory)
  })

  it('come by the API', async () => {
    const answer = await app.inject({
      url: `/api/v1/support/figures?from=2016-03-01&to=2016-03-31&by=priority`,
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.statusCode).toBe(200)
    const found = answer.json<Figures>()
    expect(found.period).toMatchObject({ before: ['2016-02-01', '2016-02-29'], bucket: 'day' })
    expect(found.figures.every(({ trend }) => trend.length === 31)).toBe(true)
    const refused = await app.inject({
      url: `/api/v1/support/figures?from=2016-03-31&to=2016-03-01`,
      headers: { authorization: `Bearer ${token}` },
    })
    expect(refused.json()).toMatchObject({ problems: [{ says: 'The last day must not be before the first.' }] })
  })
})

describe('every number', () => {
  const opens = async ({ filter, promises, count }: Rows, who = manager): Promise<void> => {
    if (promises) {
      const listed = await listPromises(kernel, who, { ask: promises, filter, skip: 0 })
      return expect(listed.count).toBe(count)
    }
    const found = await kernel.store.as(who).count('ticket', { filter })
    expect(found, JSON.stringify(filter)).toEqual({ count, isAtLeast: false })
  }

  it('opens to exactly that many tickets, whatever they are told apart by', async () => {
    for (const by of dimensions) {
      const found = await read({ from: '2016-03-01', to: '2016-03-31', by, filter: { source: 'phone' } })
      for (const one of found.figures)
        for (const rows of [one.rows, one.counted, one.missed]) if (rows) await opens(rows)
      for (const rows of found.ages.now) await opens(rows)
      for (const group of found.groups.slice(0, 6))
        for (const { rows } of Object.values(group.figures)) await opens(rows)
      for (const { rows } of found.why.contributors) await opens(rows)
    }
  }, 60_000)

  it('is the same in the trend, the groups and the whole', async () => {
    const found = await read({ from: '2016-03-01', to: '2016-03-31' })
    for (const key of ['opened', 'resolved'] as const) {
      const one = figure(found, key)
      const sum = (all: readonly (number | null)[]): number =>
        all.reduce<number>((total, value) => total + (value ?? 0), 0)
      expect(sum(one.trend.map(({ value }) => value))).toBe(one.now.value)
      expect(sum(found.groups.map(({ figures }) => figures[key].now.value))).toBe(one.now.value)
    }
    expect(figure(found, 'backlog').trend.at(-1)).toEqual(figure(found, 'backlog').now)
    expect(found.ages.now.reduce((sum, { count }) => sum + count, 0)).toBe(figure(found, 'backlog').now.value)
  })

  it('is explained by parts that point the same way as the change', async () => {
    const { why } = await read({ from: '2016-03-08', to: '2016-03-14' })
    expect(why.change).not.toBeNull()
    expect(why.contributors.length).toBeGreaterThan(0)
    for (const { total } of why.contributors) expect(Math.sign(total)).toBe(Math.sign(why.change ?? 0))
  })
})

describe('whose figures they are', () => {
  it('is all for who leads IT, the own team for who works in one, and nobody’s otherwise', async () => {
    const {
      rows: [group],
    } = await desk.list('team', { filter: { name: 'Group 70' } })
    const agent: Who = { ...manager, permissions: new Set(['ticket.read', 'team.read']), groups: [group?.id ?? ''] }
    const own = await read({}, agent)
    expect(own.scope).toBe('own')
    expect(figure(own, 'opened').now.value).toBe(facts.byGroup['Group 70'])
    expect((await read()).scope).toBe('all')
    await expect(read({}, { ...agent, groups: [] })).rejects.toMatchObject({ code: 'Forbidden' })
  })

  it('is never more than the caller may read', async () => {
    const person = await world.another('person')
    await desk.create('ticket', { title: 'Mine', requester: person.id })
    const narrow: Who = { ...manager, self: person.id, permissions: new Set(['support_figures.read', 'person.read']) }
    const found = await read({ from: '2026-11-01', to: '2026-11-30' }, narrow)
    expect(figure(found, 'opened').now.value).toBe(1)
  })
})

describe('by example', () => {
  it('counts open time by the calendar of the desk, and all time beside it', async () => {
    const hours = '09:00-18:00'
    const days = { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours }
    await desk.create('calendar', { name: 'Office', timeZone: 'Europe/Berlin', isDefault: true, ...days })
    const person = await world.another('person')
    const make = (at: string, until: string) =>
      kernel.store.asSystem('test').tell('ticket', {
        id: null,
        told: [
          { at: new Date(at), by: 'Ann', set: { title: 'Week-end', requester: person.id, type: 'request' } },
          { at: new Date(until), by: 'Ben', state: 'resolved', set: { resolutionCode: 'solved' } },
        ],
      })
    await make('2026-05-08T10:00:00Z', '2026-05-11T10:00:00Z')
    const found = await read({ from: '2026-05-01', to: '2026-05-31' })
    const { now } = figure(found, 'resolution')
    // Six hours of Friday and three of Monday.
    expect(now).toMatchObject({ of: 1, all: 3 * 86_400, value: 9 * 3600, p90: 9 * 3600 })
  })
})
