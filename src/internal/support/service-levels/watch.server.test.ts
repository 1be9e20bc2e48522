import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { type Desk, openDesk } from '../../../../test/kit/support/desk.ts'
import { groupsSql } from '../../../foundation/who.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import type { EscalationStep } from './step-action.ts'
import { watchPromises } from './watch.server.ts'

const clock = testClock('2026-03-02T09:00:00.000Z')
const { kernel, db } = await testApplication({ clock })
let desk: Desk
let policy: Row

const half: EscalationStep = {
  metric: 'resolution',
  after: { percent: 50 },
  actions: [{ do: 'tell', whom: ['lead'] }, { do: 'raise' }],
}
const late: EscalationStep = {
  metric: 'resolution',
  after: { minutes: 0 },
  actions: [{ do: 'comment', text: '{number} is late.', isInternal: true }],
}

beforeAll(async () => {
  desk = await openDesk(kernel)
  policy = await desk.records.create('service_level', { name: 'Standard', resolution: '4 h', steps: [half, late] })
})
afterEach(async () => {
  const { rows } = await desk.records.list('ticket', { filter: { state: ['new', 'in_progress', 'pending'] } })
  await desk.records.moveMany(
    'ticket',
    rows.map(({ id }) => id),
    'cancel',
  )
})
const watch = (): Promise<number> => watchPromises(kernel, { groupsSql })
const steps = ({ id }: Row): Promise<{ step: string; outcome: string }[]> =>
  db.query({ text: 'select step, outcome from service_level_step where ticket = $1 order by at', values: [id] })
const told = ({ id }: Row): Promise<{ title: string; account_id: string }[]> =>
  db.query({ text: 'select title, account_id from notification where record_id = $1', values: [id] })

describe('steps of an escalation', () => {
  it('are done once their moment has come, each once', async () => {
    clock.set('2026-03-02T09:00:00.000Z')
    const row = await desk.report()
    expect(await watch()).toBe(0)
    clock.set('2026-03-02T11:00:30.000Z')
    expect(await watch()).toBe(1)
    expect(await told(row)).toEqual([
      { title: `${row.number}: 50 % of the time for its resolution is used`, account_id: desk.agentAccount },
    ])
    expect((await desk.again(row))['urgency']).toBe('high')
    expect([await watch(), await watch()]).toEqual([0, 0])
    clock.set('2026-03-02T13:00:30.000Z')
    expect(await watch()).toBe(1)
    expect(await desk.again(row)).toMatchObject({ isBreached: true, dueAt: '2026-03-02T13:00:00.000Z' })
    expect((await steps(row)).map(({ outcome }) => outcome)).toEqual(['Done', 'Done'])
  })

  it('are done by one of several workers', async () => {
    clock.set('2026-03-03T09:00:00.000Z')
    const row = await desk.report()
    clock.set('2026-03-03T11:30:00.000Z')
    const done = await Promise.all([watch(), watch(), watch()])
    expect(done.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(await told(row)).toHaveLength(1)
  })

  it('are made up for when no server ran at their moment', async () => {
    clock.set('2026-03-04T09:00:00.000Z')
    const row = await desk.report()
    clock.set('2026-03-05T12:00:00.000Z')
    expect(await watch()).toBe(2)
    expect(await steps(row)).toHaveLength(2)
  })

  it('are not lost when the ticket is written between their moment and the next look', async () => {
    clock.set('2026-03-09T09:00:00.000Z')
    const row = await desk.report()
    expect(await watch()).toBe(0)
    clock.set('2026-03-09T11:00:10.000Z')
    await desk.records.update('ticket', row.id, { team: desk.network.id })
    await desk.records.update('ticket', row.id, { team: desk.team.id })
    clock.advance(30_000)
    expect(await watch()).toBe(1)
  })

  it('are taken back with all they did when the process dies in the middle, and done by the next', async () => {
    clock.set('2026-03-10T09:00:00.000Z')
    const row = await desk.report()
    await watch()
    clock.set('2026-03-10T11:01:00.000Z')
    await db.query(
      `create function die() returns trigger language plpgsql as $$ begin raise exception 'the machine is gone'; end $$`,
    )
    await db.query(
      'create trigger dies before update on ticket for each row when (old.urgency is distinct from new.urgency) execute function die()',
    )
    await expect(watch()).rejects.toThrow('the machine is gone')
    expect([await steps(row), await told(row)]).toEqual([[], []])
    await db.query('drop trigger dies on ticket')
    expect(await watch()).toBe(1)
    expect([(await steps(row)).length, (await told(row)).length]).toEqual([1, 1])
  })

  it('wait while the ticket does, and end with it', async () => {
    clock.set('2026-03-11T09:00:00.000Z')
    const reason = await desk.records.create('pending_reason', { name: 'An answer', waitsFor: 'requester' })
    const [waiting, over] = [await desk.report(), await desk.report()]
    clock.set('2026-03-11T10:00:00.000Z')
    await desk.records.move('ticket', waiting.id, 'hold', { set: { pendingReason: reason.id } })
    await desk.records.move('ticket', over.id, 'resolve', { set: { resolutionCode: 'solved' } })
    clock.set('2026-03-13T10:00:00.000Z')
    expect(await watch()).toBe(0)
    await desk.records.move('ticket', waiting.id, 'resume', {})
    clock.set('2026-03-13T11:00:30.000Z')
    expect(await watch()).toBe(1)
    expect([(await steps(waiting)).length, (await steps(over)).length]).toEqual([1, 0])
  })

  it('are done again when their moment moves on', async () => {
    clock.set('2026-03-16T09:00:00.000Z')
    const row = await desk.report()
    clock.set('2026-03-16T11:00:30.000Z')
    expect(await watch()).toBe(1)
    await desk.records.update('service_level', policy.id, { resolution: '8 h' })
    expect(await watch()).toBe(0)
    clock.set('2026-03-16T13:00:30.000Z')
    expect(await watch()).toBe(1)
    expect(await steps(row)).toHaveLength(2)
    await desk.records.update('service_level', policy.id, { resolution: '4 h' })
  })

  it('that are added are for what comes, not for all that was', async () => {
    clock.set('2026-03-17T09:00:00.000Z')
    const row = await desk.report()
    clock.set('2026-03-17T15:00:00.000Z')
    const early: EscalationStep = { ...half, after: { percent: 10 }, actions: [{ do: 'tell', whom: ['lead'] }] }
    await desk.records.update('service_level', policy.id, { steps: [early, half, late] })
    await watch()
    expect((await steps(row)).map(({ step }) => step)).not.toContain('resolution 10 %')
  })

  it('that can’t be done are noted with the reason, and keep no other from being done', async () => {
    clock.set('2026-03-18T09:00:00.000Z')
    const bad: EscalationStep = { ...half, actions: [{ do: 'assign', field: 'team', to: desk.asker.id }] }
    await desk.records.update('service_level', policy.id, { steps: [bad] })
    const [one, two] = [await desk.report(), await desk.report()]
    clock.set('2026-03-18T11:01:00.000Z')
    expect(await watch()).toBe(2)
    expect((await steps(one))[0]?.outcome).not.toBe('Done')
    expect(await steps(two)).toHaveLength(1)
    expect(await watch()).toBe(0)
  })
})
