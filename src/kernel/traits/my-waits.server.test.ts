import { expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { type Caller, createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'
import type { MyWork } from './wire.ts'

const clock = testClock()
const { app, kernel, statementsOf } = await testApplication({ clock })
const world = createWorld(kernel)
const system = kernel.store.asSystem('test')
const ask = async <T>(who: Caller, url: string): Promise<T> => {
  const answer = await app.inject({ url: `/api/v1${url}`, headers: { authorization: `Bearer ${who.token}` } })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const caller = async (permissions: readonly string[], name: string) => {
  const self = (await world.another('person', { name })).id
  return { self, who: await createCaller(kernel, { name, permissions, self }) }
}
const day = (days: number): string => new Date(clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

it('waits for whom it is about, soonest first, five of however many, with how many are late and where all are', async () => {
  const { self, who } = await caller(['vendor_issue.read', 'vendor.read'], 'Ada Kern')
  const other = (await world.another('person', { name: 'Priya Nair' })).id
  const vendor = (await world.another('vendor', { name: 'Nordlys' })).id
  const issue = (title: string, more: object) => system.create('vendor_issue', { title, vendor, owner: self, ...more })
  await system.createMany(
    'vendor_issue',
    [9, -3, 30, 0, 4, -1, 6, 31].map((in_) => ({ title: `In ${in_}`, vendor, owner: self, dueOn: day(in_) })),
  )
  const { who: others } = await caller(['vendor_issue.read', 'vendor.read'], 'Sees but isn’t meant')
  await issue('Another’s', { owner: other, dueOn: day(1) })
  await issue('Without a day', {})
  const settled = await issue('Settled', { dueOn: day(1), outcome: 'Mended.' })
  await system.move('vendor_issue', settled.id, 'settle')
  const gone = await issue('Archived', { dueOn: day(1) })
  await system.archive('vendor_issue', gone.id)

  const { waits } = await ask<MyWork>(who, '/my-work')
  expect(waits).toEqual([
    {
      ...{ type: 'vendor_issue', says: 'Settle it with the vendor', count: 7, late: 2, sort: 'dueOn' },
      filter: { state: ['open', 'with_vendor'], owner: 'me', dueOn: { lte: 'today+30d' } },
      records: [-3, -1, 0, 4, 6].map((in_) => expect.objectContaining({ title: `In ${in_}`, by: day(in_) })),
    },
  ])
  const all = `filter=${encodeURIComponent(JSON.stringify(waits[0]?.filter))}&sort=${waits[0]?.sort}`
  const { rows } = await ask<{ rows: { title: string }[] }>(who, `/vendor-issues?${all}`)
  expect(rows.map(({ title }) => title)).toEqual([-3, -1, 0, 4, 6, 9, 30].map((in_) => `In ${in_}`))
  expect((await ask<MyWork>(others, '/my-work')).waits).toEqual([])
})

it('is late by the moment where it is due at a moment', async () => {
  const { self, who } = await caller(['vendor_meeting.read', 'vendor.read'], 'Grace Holm')
  const vendor = (await world.another('vendor', { name: 'Kabelmann' })).id
  const startsAt = new Date(clock.now().getTime() + 3_600_000).toISOString()
  await system.create('vendor_meeting', { title: 'Quarter', vendor, host: self, startsAt })
  const waiting = async () => (await ask<MyWork>(who, '/my-work')).waits
  expect(await waiting()).toMatchObject([{ type: 'vendor_meeting', late: 0, records: [{ by: startsAt }] }])
  clock.advance(2 * 3_600_000)
  expect(await waiting()).toMatchObject([{ type: 'vendor_meeting', late: 1 }])
})

it('asks for all that any record declares in one statement', async () => {
  const { who } = await caller(['*'], 'Sees all')
  const declared = kernel.registry.records.filter(({ waits }) => waits !== undefined)
  expect(declared.length).toBeGreaterThan(8)
  const asked = await statementsOf(() => ask(who, '/my-work'))
  const ofWaits = asked.filter((text) => text.includes('w.late'))
  expect(ofWaits).toHaveLength(1)
  for (const { name } of declared) expect(ofWaits[0]).toContain(`from "${name}" t`)
})
