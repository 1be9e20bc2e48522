import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { failure } from '../../../../test/kit/specimen.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { type Processing, startProcessors } from '../../../kernel/events/processing.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { changeTask, listTasks } from '../../../kernel/traits/tasks.server.ts'
import { followVendors } from './follow-vendors.server.ts'
import { checklistOf } from './checklists.ts'

const clock = testClock('2026-03-02T09:00:00.000Z')
const { kernel } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
const world = createWorld(kernel)
let following: Processing
let owner: Row

beforeAll(async () => {
  following = startProcessors(kernel, [followVendors(kernel)])
  // It begins with what happens after it has noted its place.
  const place = () => kernel.db.query("select 1 from processor where name = 'vendors'")
  await vi.waitFor(async () => expect(await place()).toHaveLength(1), { timeout: 20_000 })
  owner = await world.another('person', { name: 'Ines Falk' })
})
afterAll(() => following.stop())

const tasksOf = (id: string) => listTasks(kernel, records.who, id)
const reviewsOf = async (vendor: string) =>
  (await records.list('performance_review', { filter: { vendor }, sort: 'dueOn' })).rows
const planned = (vendor: string) =>
  expect.poll(
    async () => (await reviewsOf(vendor)).filter(({ state }) => state === 'planned').map(({ dueOn }) => dueOn),
    { timeout: 20_000 },
  )

async function onboarded(values: Readonly<Record<string, unknown>> = {}): Promise<Row> {
  const entity = await world.another('legal_entity')
  const vendor = await world.another('vendor', {
    ...{ legalEntity: entity.id, owner: owner.id, tier: 'tactical', activeSince: '2026-03-02' },
    ...values,
  })
  await records.move('vendor', vendor.id, 'onboard')
  const steps = checklistOf('onboarding', { tier: vendor['tier'] as 'tactical', today: '2026-03-02' })
  await expect
    .poll(async () => (await tasksOf(vendor.id)).map(({ title }) => title), { timeout: 20_000 })
    .toEqual(steps.map(({ title }) => title))
  return vendor
}
async function active(values: Readonly<Record<string, unknown>> = {}): Promise<Row> {
  const vendor = await onboarded(values)
  for (const { id } of await tasksOf(vendor.id)) await changeTask(kernel, records.who, { id, change: { isDone: true } })
  return records.move('vendor', vendor.id, 'activate')
}

describe('a vendor that comes', () => {
  it('gets the tasks of its tier, given to its owner, and is taken into service only once they are done', async () => {
    const vendor = await onboarded()
    const [first] = await tasksOf(vendor.id)
    expect(first).toMatchObject({ assignee: { id: owner.id }, dueOn: '2026-03-07', isDone: false })
    const refused = await failure(records.move('vendor', vendor.id, 'activate'))
    expect(refused.problems[0]?.says).toMatch(/^“Check the company: .*” and \d more must be done, or removed, first\.$/)
    for (const { id } of await tasksOf(vendor.id))
      await changeTask(kernel, records.who, { id, change: { isDone: true } })
    expect((await records.move('vendor', vendor.id, 'activate')).state).toBe('active')
  })

  it('has its first review planned by its tier, by its owner', async () => {
    const vendor = await active()
    await planned(vendor.id).toEqual(['2026-09-02'])
    expect((await reviewsOf(vendor.id))[0]).toMatchObject({ name: 'Review of 2026-09', reviewer: { id: owner.id } })
  })
})

describe('a vendor that is reviewed', () => {
  it('has the next review planned once one was held, and one alone', async () => {
    const vendor = await active()
    await planned(vendor.id).toEqual(['2026-09-02'])
    const [review] = await reviewsOf(vendor.id)
    await records.move('performance_review', review?.id ?? '', 'hold', {
      set: { heldOn: '2026-09-10', verdict: 'meets' },
    })
    await planned(vendor.id).toEqual(['2027-03-02'])
    await records.update('vendor', vendor.id, { about: 'Lines' })
    await planned(vendor.id).toEqual(['2027-03-02'])
  })

  it('is reviewed sooner once it comes closer', async () => {
    const vendor = await active({ tier: 'operational' })
    await planned(vendor.id).toEqual(['2027-03-02'])
    await records.update('vendor', vendor.id, { tier: 'strategic' })
    await planned(vendor.id).toEqual(['2026-06-02'])
  })
})

describe('a vendor that goes', () => {
  it('gets the tasks of leaving, and is recorded as exited only once they are done', async () => {
    const vendor = await active()
    await records.move('vendor', vendor.id, 'offboard')
    const steps = checklistOf('offboarding', { tier: 'tactical', today: '2026-03-02' })
    const open = async () => (await tasksOf(vendor.id)).filter(({ isDone }) => !isDone)
    await expect.poll(async () => (await open()).length, { timeout: 20_000 }).toBe(steps.length)
    expect((await failure(records.move('vendor', vendor.id, 'exit'))).problems[0]?.says).toMatch(
      /must be done, or removed/,
    )
    for (const { id } of await open()) await changeTask(kernel, records.who, { id, change: { isDone: true } })
    expect((await records.move('vendor', vendor.id, 'exit')).state).toBe('exited')
  })
})

describe('a meeting of a series', () => {
  const meetingsOf = async (vendor: string) =>
    (await records.list('vendor_meeting', { filter: { vendor }, sort: 'startsAt' })).rows

  it('is followed by the next at the same hour, with whoever took part, and by no second one', async () => {
    const { id: vendor } = await world.another('vendor')
    const first = await records.create('vendor_meeting', {
      ...{ title: 'Service review', vendor, startsAt: '2026-03-10T09:00:00.000Z', cadence: 'monthly' },
      ...{ timeZone: 'Europe/Berlin', host: owner.id, attendees: [owner.id] },
    })
    await records.move('vendor_meeting', first.id, 'hold', { set: { minutes: 'All well.' } })
    await expect.poll(async () => (await meetingsOf(vendor)).length, { timeout: 20_000 }).toBe(2)
    const [, next] = await meetingsOf(vendor)
    expect(next).toMatchObject({
      ...{ title: 'Service review', state: 'planned', startsAt: '2026-04-14T08:00:00.000Z', seriesFrom: '2026-03-10' },
      ...{ host: { id: owner.id }, attendees: [{ id: owner.id }], minutes: null },
    })
    await records.move('vendor_meeting', next?.id ?? '', 'callOff')
    await expect
      .poll(async () => (await meetingsOf(vendor)).map(({ startsAt }) => startsAt), { timeout: 20_000 })
      .toEqual(['2026-03-10T09:00:00.000Z', '2026-04-14T08:00:00.000Z', '2026-05-12T08:00:00.000Z'])
  })
})
