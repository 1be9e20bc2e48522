import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../test/kit/application.ts'
import { testClock } from '../../test/kit/clock.ts'
import { createCaller } from '../../test/kit/record/callers.ts'
import { createWorld } from '../../test/kit/record/world.ts'
import { type Desk, openDesk } from '../../test/kit/support/desk.ts'
import type { Row } from '../kernel/record/store.server.ts'

const clock = testClock('2026-03-02T08:00:00.000Z')
const { kernel, app } = await testApplication({ clock })
let desk: Desk
let contract: Row
let token: string

beforeAll(async () => {
  desk = await openDesk(kernel)
  contract = await createWorld(kernel).another('contract', { name: 'Upkeep of the lines' })
  const permissions = ['ticket.read', 'ticket.write', 'service_level.write', 'contract.read', 'pending_reason.read']
  token = (await createCaller(kernel, { permissions })).token
  const policy = await desk.records.create('service_level', {
    ...{ name: 'Repairs of lines', kind: 'uc', resolution: '2 h' },
  })
  expect((await relate(policy, 'service_level_binds_contract', contract)).statusCode).toBe(201)
})
const send = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
  app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${token}` },
    ...(payload && { payload }),
  })
const relate = (from: Row, link: string, to: Row) =>
  send('POST', `/records/${from.id}/relations`, { link, direction: 'forward', other: to.id })
const supplierClock = async (ticket: Row): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const answer = await send('GET', `/tickets/${ticket.id}/clock`)
  return answer
    .json<{ clocks: readonly Readonly<Record<string, unknown>>[] }>()
    .clocks.find(({ kind }) => kind === 'uc')
}

describe('a ticket that is in hand under a contract', () => {
  it('starts the clock of what that contract promises, until it is so related no more', async () => {
    const ticket = await desk.report()
    expect(await supplierClock(ticket)).toBeUndefined()
    clock.set('2026-03-02T09:00:00.000Z')
    const engaged = await relate(ticket, 'ticket_engages_contract', contract)
    expect(engaged.statusCode, engaged.body).toBe(201)
    clock.set('2026-03-02T12:30:00.000Z')
    expect(await supplierClock(ticket)).toMatchObject({
      ...{ now: 'running', used: 12_600, isBreached: true, breachedBy: 5400 },
      agreement: { id: contract.id, title: 'Upkeep of the lines' },
    })
    await send('DELETE', `/relations/${engaged.json<{ id: string }>().id}`)
    clock.set('2026-03-02T16:00:00.000Z')
    expect(await supplierClock(ticket)).toMatchObject({ now: 'paused', used: 12_600, breachedBy: 5400 })
  })
})
