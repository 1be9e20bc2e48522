import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { type Caller, createCaller } from '../../../../test/kit/record/callers.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { system } from '../../../kernel/access/who.ts'
import { listTasks } from '../../../kernel/traits/tasks.server.ts'
import { raiseDue } from './obligations.server.ts'

const clock = testClock('2026-01-20T09:00:00.000Z')
const { kernel, app } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
let person: Row
let contract: Row
/** Whoever owes it, whoever keeps contracts, and whoever may look. */
let owner: Caller
let keeper: Caller
let reader: Caller

const owed = (values: object) =>
  records.create('obligation', { what: 'Send the report', contract: contract.id, owner: person.id, ...values })
const tasksOf = (id: string) => listTasks(kernel, system('test'), id)
const openDays = async (id: string) => (await tasksOf(id)).filter(({ isDone }) => !isDone).map(({ dueOn }) => dueOn)

const act = (action: string, { id }: Row, body: object, { token }: Caller) =>
  app.inject({
    method: 'POST',
    url: `/api/v1/obligations/${id}/actions/${action}`,
    headers: { authorization: `Bearer ${token}` },
    payload: body,
  })

beforeAll(async () => {
  person = await records.create('person', { name: 'Otto Owner' })
  const hours = '09:00–17:00'
  const calendar = await records.create('calendar', {
    ...{ name: 'Office', timeZone: 'Europe/Berlin', monday: hours, tuesday: hours, wednesday: hours },
    ...{ thursday: hours, friday: hours },
  })
  await records.create('special_day', { calendar: calendar.id, name: 'Works outing', startsOn: '2026-03-24' })
  contract = await records.create('contract', {
    ...{ name: 'Hosting', counterparty: 'Nordlys', owner: person.id, calendar: calendar.id },
  })
})

describe('an obligation on a schedule', () => {
  it('is a task its lead time ahead, once, and moves on from its first day without drifting', async () => {
    const report = await owed({
      trigger: 'schedule',
      firstDueOn: '2026-01-31',
      everyCount: 1,
      everyUnit: 'months',
      leadDays: 14,
    })
    await Promise.all([raiseDue(kernel), raiseDue(kernel)])
    expect(await tasksOf(report.id)).toMatchObject([
      { title: 'Send the report', dueOn: '2026-01-31', assignee: { id: person.id } },
    ])
    clock.set('2026-02-20T09:00:00.000Z')
    await raiseDue(kernel)
    clock.set('2026-03-20T09:00:00.000Z')
    await raiseDue(kernel)
    expect(await openDays(report.id)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31'])
    expect(await records.get('obligation', report.id)).toMatchObject({ nextDueOn: '2026-04-30' })
  })

  it('asks for nothing that fell due before it was written down, nor once it is owed no longer', async () => {
    const old = await owed({ trigger: 'schedule', firstDueOn: '2019-03-31', everyCount: 1, everyUnit: 'quarters' })
    const over = await owed({ trigger: 'schedule', firstDueOn: '2026-03-21', everyCount: 1, everyUnit: 'years' })
    await records.move('obligation', over.id, 'end')
    await raiseDue(kernel)
    expect(await openDays(old.id)).toEqual(['2026-03-31'])
    expect(await openDays(over.id)).toEqual([])
  })

  it('refuses a schedule that doesn’t say when and how often', async () => {
    await expect(owed({ trigger: 'schedule' })).rejects.toMatchObject({
      problems: [{ field: 'firstDueOn' }, { field: 'everyCount' }],
    })
  })
})

describe('an obligation that comes with an event', () => {
  beforeAll(async () => {
    owner = await createCaller(kernel, { name: 'Otto Owner', self: person.id })
    keeper = await createCaller(kernel, { permissions: ['obligation.read', 'obligation.write'] })
    reader = await createCaller(kernel, { permissions: ['obligation.read'] })
  })

  it('is a task once it happened, due in business days, and met with evidence, late or in time', async () => {
    const answer = await owed({
      trigger: 'notice',
      inCase: 'A request of a person',
      withinCount: 5,
      withinUnit: 'business_days',
    })
    // 2026-03-19 is a Thursday, and the contract's calendar is closed on Tuesday the 24th.
    expect((await act('happened', answer, { on: '2026-03-19' }, keeper)).statusCode).toBe(200)
    expect(await openDays(answer.id)).toEqual(['2026-03-27'])
    const silent = await act('prove', answer, { on: '2026-03-27' }, owner)
    expect(silent.statusCode).toBe(422)
    const proven = await act('prove', answer, { on: '2026-03-30', evidence: 'Letter of 27 March, in the file.' }, owner)
    expect(proven.statusCode, proven.body).toBe(200)
    expect(proven.json()).toMatchObject({
      lastMetOn: '2026-03-30',
      metCount: 1,
      lateCount: 1,
      evidence: 'Letter of 27 March, in the file.',
    })
    expect(await openDays(answer.id)).toEqual([])
    const again = await act('prove', answer, { on: '2026-03-28', evidence: 'Again.' }, keeper)
    expect(again.statusCode).toBe(409)
  })

  it('is proven by nobody who neither owes it nor may change it', async () => {
    const answer = await owed({ trigger: 'event', withinCount: 72, withinUnit: 'hours' })
    const tried = await act('prove', answer, { on: '2026-03-27', evidence: 'Me.' }, reader)
    expect(tried.statusCode).toBe(403)
  })
})
