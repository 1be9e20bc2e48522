import { beforeAll, describe, expect, test } from 'vitest'
import { testClock } from '../../test/kit/clock.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { type KeptDue, unexplained } from '../../test/kit/support/explained.ts'
import { derivations } from '../app/derivations.ts'
import { registry } from '../app/records.ts'
import { roles } from '../foundation/roles.ts'
import { groupsOf } from '../foundation/who.server.ts'
import { openBooks } from '../internal/support/service-levels/book.server.ts'
import { clocksOf } from '../internal/support/service-levels/clocks.server.ts'
import { openFolderStore } from '../kernel/files/folder-store.server.ts'
import type { Filter } from '../kernel/record/define.ts'
import { openKernel } from '../kernel/open-kernel.server.ts'
import { createDemo } from './index.server.ts'

const { db, statementsOf } = await testDatabase()
const clock = testClock('2026-11-23T09:00:00.000Z')
const kernel = openKernel({
  db,
  registry,
  clock,
  files: openFolderStore('build/unused'),
  log: console,
  secret: 'only for tests, and long enough to be one',
  url: 'http://localhost',
  derivations,
})
const { store } = kernel
const records = store.asSystem('tests')
let accounts: Awaited<ReturnType<typeof createDemo>>['accounts']
let statements: readonly string[]

beforeAll(async () => {
  statements = await statementsOf(async () => {
    accounts = (await createDemo(kernel)).accounts
  })
})

describe('the demo company in the database', () => {
  test('is there, whole', async () => {
    const count = async (type: string) => (await records.count(type)).count
    expect(await count('person')).toBeGreaterThan(1200)
    expect(await count('team')).toBe(12)
    expect(await count('service')).toBe(41)
    expect(await count('business_unit')).toBe(28)
    expect(await count('location')).toBe(54)
    expect(await count('currency')).toBe(158)
    expect(await count('vendor')).toBe(120)
    expect(await count('engagement')).toBe(124)
  })

  test('has 300 contracts and some besides, most of them in force with a next day to decide, and some decided', async () => {
    expect((await records.count('contract')).count).toBeGreaterThanOrEqual(300)
    expect((await records.count('contract', { filter: { engagement: { empty: false } } })).count).toBeGreaterThan(280)
    const dated = { state: 'in_force', decideBy: { empty: false } }
    expect((await records.count('contract', { filter: dated })).count).toBeGreaterThan(120)
    const { count } = await records.count('contract', { filter: { ...dated, decision: { empty: false } } })
    expect(count).toBeGreaterThan(5)
  })

  test('comes through the bulk path: statements by the thousand rows, not by the row', () =>
    expect(statements.length).toBeLessThan(3200))

  test('says in its history that it is the demo', async () => {
    const doors = await db.query<{ via: string }>(`select distinct via from history where type not like '%_settings'`)
    expect(doors).toEqual([{ via: 'demo' }])
  })

  test('has every unit headed, every live service owned and run by a team', async () => {
    expect((await records.count('business_unit', { filter: { head: null } })).count).toBe(0)
    expect((await records.count('service', { filter: { owner: null } })).count).toBe(0)
    expect((await records.count('service', { filter: { team: null } })).count).toBe(0)
  })

  test('is lived in: comments, tasks and tags, each by someone who may', async () => {
    const count = async (table: string) =>
      (await db.query<{ count: number }>(`select count(*) as count from ${table}`))[0]?.count
    expect(await count('comment')).toBeGreaterThan(1000)
    expect(await count('task where record_id not in (select id from obligation)')).toBe(9)
    expect(await count('task where record_id in (select id from obligation)')).toBeGreaterThan(0)
    expect(await count('tag')).toBeGreaterThan(20)
    expect(await count('watcher')).toBeGreaterThan(8)
  })

  test('has four months of tickets, of which some are open, waiting, reopened and late', async () => {
    const count = async (filter: Filter) => (await records.count('ticket', { filter })).count
    expect(await count({})).toBeGreaterThan(600)
    expect(await count({ state: 'closed' })).toBeGreaterThan(400)
    for (const state of ['in_progress', 'pending', 'resolved']) expect(await count({ state })).toBeGreaterThan(3)
    expect(await count({ reopens: { gte: 1 } })).toBeGreaterThan(10)
    expect(await count({ assignee: { empty: true } })).toBeGreaterThan(0)
    expect(await count({ respondedAt: { empty: true }, state: 'closed' })).toBe(0)
  })

  test('explains every due time: what is told adds up to what is kept, each pause is named, and no sentence is empty', async () => {
    const kept = await db.query<KeptDue>(
      'select id, number, due_at, due_for, due_to_asker, is_breached, is_promised from ticket where is_promised or due_at is not null order by number',
    )
    const book = await openBooks(kernel).fresh()
    const agent = { ...records.who, permissions: new Set(['ticket.read']) }
    const told = await clocksOf(kernel, { who: agent, book, ids: kept.map(({ id }) => id) })
    const calendarOf = (policy: string) =>
      book.calendarOf(book.policies.find(({ id }) => id === policy)?.calendar ?? '')
    expect(kept.flatMap((row) => unexplained(row, told.get(row.id), calendarOf))).toEqual([])
    expect(kept.length).toBeGreaterThan(600)
    expect(kept.filter(({ due_at }) => due_at !== null).length).toBeGreaterThan(30)
    const words = [...told.values()].flatMap(({ clocks }) => clocks.flatMap((clock) => clock.words)).join(' ')
    for (const said of ['It was paused', 'pending: ', 'It had stopped', 'too late', 'Kept on', 'are left: due'])
      expect(words).toContain(said)
  })

  test('claims what its outages come to, in every state of a claim, each with its evidence and the outages that it rests on', async () => {
    const { rows } = await records.list('service_credit', { limit: 100 })
    const states = new Set(rows.map(({ state }) => state))
    for (const state of ['draft', 'sent', 'disputed', 'accepted', 'lapsed', 'received']) expect(states).toContain(state)
    for (const { measured, promised, evidence } of rows) {
      expect(Number(measured)).toBeLessThan(Number(promised))
      expect(evidence).toMatch(/ ÷ .* = [\d.]+ %|requests [\d,]+ failed: [\d.]+ %/)
    }
    // One supplier is measured by requests; of last month two days aren't known, so that its claim waits for a reason.
    const byRequests = rows.filter(({ evidence }) => String(evidence).includes('requests'))
    expect(byRequests.filter(({ gaps }) => gaps !== null)).toMatchObject([{ state: 'draft', whyWithGaps: null }])
    const resting = await db.query({
      text: `select distinct from_id from relation where link = 'service_credit_rests_on_outage'`,
    })
    expect(resting.length).toBe(rows.length - byRequests.length)
    expect(rows.map(({ evidence }) => evidence).join('\n')).toContain(
      'counts, because Telephone trunk Hamburg carries all calls in and out: 75 min.',
    )
  })

  test('has vendors of every tier and state, with values of five quarters, and a next review for each that is active', async () => {
    const count = async (type: string, filter: Filter) => (await records.count(type, { filter })).count
    for (const tier of ['strategic', 'tactical', 'operational', 'commodity'])
      expect(await count('vendor', { tier })).toBeGreaterThan(15)
    for (const state of ['candidate', 'onboarding', 'offboarding', 'exited', 'rejected'])
      expect(await count('vendor', { state })).toBeGreaterThan(1)
    expect(await count('scorecard_value', {})).toBeGreaterThan(1500)
    expect(await count('performance_review', { state: 'planned' })).toBe(await count('vendor', { state: 'active' }))
    expect(await count('performance_review', { state: 'planned', dueOn: { lt: 'today' } })).toBeGreaterThan(1)
    expect(await count('vendor_meeting', { state: 'planned' })).toBeGreaterThan(20)
    expect(await count('vendor_issue', {})).toBe(12)
  })

  test('gives each ready-made role to somebody, with a password nobody else has', async () => {
    expect(accounts.map((account) => account.role)).toEqual(roles.map((role) => role.label))
    expect(new Set(accounts.map((account) => account.password)).size).toBe(roles.length)
    const kept = await db.query<{ password: string }>('select password from credential')
    for (const { password } of accounts) expect(kept.some((row) => row.password.includes(password))).toBe(false)
  })
})

test('the groups of a person are the teams they lead or work in and their business unit with all it is part of', async () => {
  const { rows } = await records.list('team', { filter: { name: 'Service desk' } })
  const team = rows[0]
  const lead = team?.lead as { id: string }
  const members = team?.members as readonly { id: string }[]
  const unitsOf = async (person: string): Promise<readonly string[]> => {
    const units: string[] = []
    let next = (await records.get('person', person)).businessUnit as { id: string } | null
    for (; next; next = (await records.get('business_unit', next.id)).parent as { id: string } | null)
      units.push(next.id)
    return units
  }
  const units = await unitsOf(lead.id)
  expect(units.length).toBeGreaterThan(1)
  expect(await groupsOf(db, lead.id)).toEqual([String(team?.id), ...units].sort())
  const member = members[2]?.id ?? ''
  expect(await groupsOf(db, member)).toEqual([String(team?.id), ...(await unitsOf(member))].sort())
  const [head] = (await records.list('person', { filter: { jobTitle: 'Chief executive officer' } })).rows
  expect(await groupsOf(db, head?.id ?? '')).toEqual(await unitsOf(head?.id ?? ''))
})
