import { describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { type Caller, createCaller } from '../../../test/kit/record/callers.ts'
import type { Version } from './versions.server.ts'

const clock = testClock()
const { app, kernel } = await testApplication({ clock })
const ada = await createCaller(kernel, { name: 'Ada', permissions: ['*'] })
const bea = await createCaller(kernel, { name: 'Bea', permissions: ['*'] })
const reader = await createCaller(kernel, { permissions: ['automation_rule.read'] })
const stranger = await createCaller(kernel, { permissions: ['service.read'] })

const call = (caller: Caller, method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object) =>
  app.inject({
    method,
    url: `/api/v1/automation-rules${path}`,
    headers: { authorization: `Bearer ${caller.token}` },
    ...(payload && { payload }),
  })
const versions = async (id: string): Promise<readonly Version[]> =>
  (await call(ada, 'GET', `/${id}/versions`)).json<{ versions: Version[] }>().versions
let made = 0
async function rule(over: object = {}): Promise<string> {
  const answer = await call(ada, 'POST', '', {
    name: `Versions ${++made}`,
    recordType: 'service',
    trigger: 'event',
    verbs: ['created'],
    actions: [{ do: 'comment', text: 'First' }],
    ...over,
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ id: string }>().id
}
async function change(caller: Caller, id: string, values: object): Promise<void> {
  const { version } = (await call(caller, 'GET', `/${id}`)).json<{ version: number }>()
  const answer = await app.inject({
    method: 'PATCH',
    url: `/api/v1/automation-rules/${id}`,
    headers: { authorization: `Bearer ${caller.token}`, 'if-match': `"${version}"` },
    payload: values,
  })
  expect(answer.statusCode, answer.body).toBe(200)
}

describe('the versions of a rule', () => {
  it('say who changed what, and how each differs from what the rule is now', async () => {
    const id = await rule()
    await change(bea, id, { conditions: { criticality: 'vital' } })
    await change(ada, id, { actions: [{ do: 'comment', text: 'Second' }], isOn: true })
    const [third, second, first] = await versions(id)
    expect([third?.version, second?.version, first?.version]).toEqual([3, 2, 1])
    expect([third?.who, second?.who, first?.who]).toEqual(['Ada', 'Bea', 'Ada'])
    expect(third?.sentence).toBe('Ada changed “Then” and “On”')
    expect(third?.differences).toEqual([])
    expect(second?.differences.map(({ field }) => field)).toEqual(['actions', 'isOn'])
    expect(first?.differences).toMatchObject([
      { field: 'conditions', before: null, after: { criticality: 'vital' } },
      { field: 'actions', before: [{ text: 'First' }], after: [{ text: 'Second' }] },
      { field: 'isOn', before: false, after: true },
    ])
  })

  it('can be gone back to by a change of one’s own, which leaves the rule on or off as it is', async () => {
    const id = await rule({
      trigger: 'schedule',
      verbs: [],
      recurrence: 'FREQ=DAILY',
      startsAt: '2026-01-01T07:00:00Z',
    })
    await change(ada, id, {
      recurrence: 'FREQ=MONTHLY;BYMONTHDAY=10',
      startsAt: '2026-02-01T08:00:00Z',
      actions: [{ do: 'comment', text: 'Second' }],
      isOn: true,
    })
    const answer = await call(bea, 'POST', `/${id}/restore-version`, { version: 1 })
    expect([answer.statusCode, answer.json()]).toEqual([200, { id, version: 3 }])
    expect((await call(ada, 'GET', `/${id}`)).json()).toMatchObject({
      recurrence: 'FREQ=DAILY',
      startsAt: '2026-01-01T07:00:00.000Z',
      actions: [{ do: 'comment', text: 'First' }],
      isOn: true,
    })
    const [now] = await versions(id)
    expect(now).toMatchObject({ version: 3, who: 'Bea', differences: [] })
    const again = await call(bea, 'POST', `/${id}/restore-version`, { version: 1 })
    expect([again.statusCode, again.json<{ detail: string }>().detail]).toEqual([
      409,
      'The rule already is what it was then.',
    ])
  })

  it('are closed to those who may not read rules, and no way to change one for those who may only read', async () => {
    const id = await rule()
    await change(ada, id, { about: 'Why' })
    expect((await call(reader, 'GET', `/${id}/versions`)).statusCode).toBe(200)
    expect((await call(reader, 'POST', `/${id}/restore-version`, { version: 1 })).statusCode).toBe(403)
    expect((await call(stranger, 'GET', `/${id}/versions`)).statusCode).toBe(403)
    expect((await call(ada, 'POST', `/${id}/restore-version`, { version: 9 })).statusCode).toBe(404)
    expect((await call(ada, 'POST', `/${id}/restore-version`, { version: 0 })).statusCode).toBe(422)
  })
})
