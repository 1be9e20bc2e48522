import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { type Caller, createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { intakeOf } from '../desk/candidates.server.ts'
import { chosen } from '../desk/assign.ts'
import type { OnCall } from './wire.ts'

// A Thursday evening: the desk is closed.
const clock = testClock('2026-11-26T19:00:00.000Z')
const { kernel, app } = await testApplication({ clock })
const world = createWorld(kernel)
const records = kernel.store.asSystem('test')
let [ada, ben, cleo, team, rota] = [] as unknown as [Row, Row, Row, Row, Row]
let [agent, employee] = [] as unknown as [Caller, Caller]
beforeAll(async () => {
  ada = await world.another('person', { name: 'Ada' })
  ben = await world.another('person', { name: 'Ben' })
  cleo = await world.another('person', { name: 'Cleo' })
  agent = await createCaller(kernel, { permissions: ['on_call_rota.read', 'team.read', 'person.read', 'ticket.*'] })
  employee = await createCaller(kernel, { permissions: ['team.read', 'person.read'], self: ada.id })
  const hours = '09:00–18:00'
  const calendar = await records.create('calendar', {
    ...{ name: 'Office', timeZone: 'Europe/Berlin', monday: hours, tuesday: hours, wednesday: hours },
    ...{ thursday: hours, friday: hours },
  })
  team = await world.another('team', { members: [ada.id, ben.id], lead: null })
  await records.create('team_intake', { name: 'Turns', team: team.id, mode: 'round_robin', calendar: calendar.id })
  rota = await records.create('on_call_rota', {
    ...{ name: 'Nights', team: team.id, people: [ada.id, ben.id], turns: 'week', startsOn: '2026-11-16' },
    ...{ handOverAt: '09:00', timeZone: 'Europe/Berlin' },
  })
})

async function onCall(who = agent): Promise<{ status: number; body: OnCall }> {
  const answer = await app.inject({
    url: `/api/v1/on-call?team=${team.id}`,
    headers: { authorization: `Bearer ${who.token}` },
  })
  return { status: answer.statusCode, body: answer.json() as OnCall }
}
async function given(): Promise<string | null> {
  const { mode, candidates, mostOpen } = await intakeOf(kernel.db, kernel, {
    ...{ team: team.id, category: null, service: null },
  })
  return chosen(mode, candidates, { mostOpen })
}

describe('who is on call', () => {
  it('is told with who is next, for whose team it is', async () => {
    const { body } = await onCall()
    expect(body).toMatchObject({
      rota: { title: 'Nights' },
      now: { person: { title: 'Ben' }, insteadOf: null, until: '2026-11-30T08:00:00.000Z' },
      next: [{ person: { title: 'Ada' } }, { person: { title: 'Ben' } }, {}, {}, {}],
    })
    expect((await onCall(employee)).status).toBe(403)
  })

  it('is given what comes outside of the open time; within it, the others are, too', async () => {
    expect(await given()).toBe(ben.id)
    clock.set('2026-11-27T10:00:00Z')
    const { candidates } = await intakeOf(kernel.db, kernel, { team: team.id, category: null, service: null })
    expect(candidates.filter(({ isOnShift }) => isOnShift).map(({ id }) => id)).toEqual([ada.id, ben.id])
    clock.set('2026-11-26T19:00:00Z')
  })

  it('is whoever took over, also one of another team', async () => {
    const swap = await records.create('on_call_override', {
      ...{ why: 'Swap', rota: rota.id, person: cleo.id },
      ...{ startsAt: '2026-11-26T17:00:00.000Z', endsAt: '2026-11-27T08:00:00.000Z' },
    })
    expect((await onCall()).body.now).toMatchObject({ person: { title: 'Cleo' }, insteadOf: { title: 'Ben' } })
    expect(await given()).toBe(cleo.id)
    await records.archive('on_call_override', swap.id)
    expect(await given()).toBe(ben.id)
  })

  it('is the next of the rota where whoever has the turn is away, and nobody where all are', async () => {
    await records.move('person', ben.id, 'goAway')
    expect((await onCall()).body.now).toMatchObject({ person: { title: 'Ada' }, insteadOf: { title: 'Ben' } })
    expect(await given()).toBe(ada.id)
    await records.move('person', ada.id, 'goAway')
    expect((await onCall()).body.now).toBeNull()
    expect(await given()).toBeNull()
    for (const { id } of [ada, ben]) await records.move('person', id, 'return')
  })

  it('is nobody before the first turn, and for a team without a rota', async () => {
    clock.set('2026-11-10T00:00:00Z')
    expect((await onCall()).body).toMatchObject({
      now: null,
      next: [{ from: '2026-11-16T08:00:00.000Z' }, {}, {}, {}, {}],
    })
    clock.set('2026-11-26T19:00:00Z')
    await records.archive('on_call_rota', rota.id)
    expect((await onCall()).body).toEqual({ rota: null, now: null, next: [] })
    expect(await given()).toBeNull()
  })
})
