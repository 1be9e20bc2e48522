import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { type Desk, openDesk } from '../../../../test/kit/support/desk.ts'
import { openCalendars } from '../../../foundation/calendars/index.server.ts'
import { runDueRules } from '../../../kernel/automation/scheduler.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { runsOf } from '../../../kernel/automation/run-log.server.ts'
import { ensureTicketGround } from './keep-ready-made.server.ts'

const clock = testClock('2026-03-10T12:00:00.000Z')
const { kernel, app } = await testApplication({ clock })
let desk: Desk
let keeper: Row

const tick = () => runDueRules(kernel, { calendarOf: openCalendars(kernel.store).find })
const made = async (title: string) =>
  (await desk.records.list('ticket', { filter: { title: { startsWith: title } }, sort: 'createdAt' })).rows
const ruleOf = async (name: string) => {
  const [rule] = (await desk.records.list('automation_rule', { filter: { name } })).rows
  if (!rule) throw new Error(`There is no rule ${name}.`)
  return rule
}

beforeAll(async () => {
  desk = await openDesk(kernel)
  await ensureTicketGround(desk.records)
  await desk.records.create('special_day', {
    ...{ calendar: desk.calendar.id, name: 'Easter Monday', startsOn: '2026-04-06' },
  })
  await tick()
  keeper = await desk.records.create('person', { name: 'Ada Keeper' })
  const { token } = await createCaller(kernel, {
    permissions: ['automation_rule.read', 'automation_rule.write', 'ticket.write', 'ticket.create'],
    self: keeper.id,
  })
  for (const name of ['Review of access rights, monthly', 'Check of the backups, weekly']) {
    const { id, version } = await ruleOf(name)
    const answer = await app.inject({
      method: 'PATCH',
      url: `/api/v1/automation-rules/${id}`,
      headers: { authorization: `Bearer ${token}`, 'if-match': `"${version}"` },
      payload: { isOn: true },
    })
    expect(answer.statusCode, answer.body).toBe(200)
  }
  await tick()
})

describe('a ready-made schedule that somebody switched on', () => {
  it('opens one ticket per turn, whoever looks and how often, in the name of who switched it on', async () => {
    clock.set('2026-04-06T12:00:00.000Z')
    await Promise.all([tick(), tick()])
    // The first Monday of April is closed: it waits for Tuesday.
    expect(await made('Review who has access')).toEqual([])
    clock.set('2026-04-07T12:00:00.000Z')
    await Promise.all([tick(), tick(), tick()])
    await tick()
    expect(await made('Review who has access')).toMatchObject([
      {
        ...{ title: 'Review who has access, April 2026', type: 'request', source: 'schedule', state: 'new' },
        requester: { id: keeper.id },
      },
    ])
    clock.set('2026-05-04T12:00:00.000Z')
    await Promise.all([tick(), tick()])
    expect((await made('Review who has access')).map(({ title }) => title)).toEqual([
      'Review who has access, April 2026',
      'Review who has access, May 2026',
    ])
    expect((await runsOf(kernel, desk.records.who, (await ruleOf('Review of access rights, monthly')).id)).length).toBe(
      2,
    )
  })

  it('opens one, not one per week, after a time in which no server ran', async () => {
    const before = (await made('Check the backups')).length
    clock.set('2026-05-25T12:00:00.000Z')
    await Promise.all([tick(), tick()])
    expect((await made('Check the backups')).slice(before).map(({ title }) => title)).toEqual([
      'Check the backups, 25 May 2026',
    ])
  })
})
