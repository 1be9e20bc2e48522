import { expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'

const { app, kernel } = await testApplication()
const records = kernel.store.asSystem('test')
const { id: ada } = await records.create('person', { name: 'Ada' })
const { id: jonas } = await records.create('person', { name: 'Jonas' })
const { id: team } = await records.create('team', { name: 'Platform', lead: ada })
const services = [
  await records.create('service', { name: 'Mail', owner: ada }),
  await records.create('service', { name: 'Payroll', owner: jonas, team }),
]
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const callers = [
  await createCaller(kernel, { name: 'Owner', permissions: ['service.read', 'team.read'], self: ada }),
  await createCaller(kernel, { name: 'Auditor', permissions: ['*.read', 'records.only_read'], self: jonas }),
  await createCaller(kernel, { name: 'Writer', permissions: ['service.*', 'team.*'] }),
  await createCaller(kernel, { name: 'Nothing', permissions: [] }),
]
const get = (at: string, by = boss) =>
  app.inject({ url: `/api/v1${at}`, headers: { authorization: `Bearer ${by.token}` } })
const verbs = ['update', 'archive', 'move:goLive', 'move:retire', 'restore']

test('for every person, verb and record the answer is what the API lets them do', async () => {
  const subjects = [
    ...services.map(({ id }) => ({ type: 'service', path: 'services', id, verbs })),
    { type: 'team', path: 'teams', id: team, verbs: ['update', 'archive', 'restore'] },
  ]
  for (const caller of callers)
    for (const { type, path, id, verbs: asked } of subjects) {
      const row = await get(`/${path}/${id}`, caller)
      const can = row.statusCode === 200 ? row.json<{ can: string[] }>().can : null
      const why = async (verb: string) =>
        (await get(`/accounts/${caller.account}/why?type=${type}&verb=${verb}&record=${id}`)).json<{ can: boolean }>()
          .can
      expect([caller.name, type, await why('read')]).toEqual([caller.name, type, can !== null])
      for (const verb of asked)
        expect([caller.name, type, verb, await why(verb)]).toEqual([
          caller.name,
          type,
          verb,
          can?.includes(verb) ?? false,
        ])
    }
})

test('who can see a record is answered for every account, with why', async () => {
  const [, payroll] = services
  const { rows } = (await get(`/records/${payroll?.id}/who-can?type=service`)).json<{
    rows: { name: string; can: boolean; reasons: { parts: { says: string }[] }[] }[]
  }>()
  const by = Object.fromEntries(rows.map(({ name, can }) => [name, can]))
  expect(by).toEqual({ Boss: true, Owner: true, Auditor: true, Writer: true, Nothing: false })
})

test('is for those who manage accounts, about records that they may see', async () => {
  const narrow = await createCaller(kernel, { permissions: ['account.manage', 'team.read'] })
  const [mail] = services
  const at = `/accounts/${boss.account}/why?type=service&record=${mail?.id}`
  expect((await get(at, narrow)).statusCode).toBe(404)
  expect((await get(at, callers[2])).statusCode).toBe(403)
  expect((await get(`/records/${mail?.id}/who-can?type=service`, narrow)).statusCode).toBe(404)
  expect((await get(`/accounts/${boss.account}/why?type=nothing`)).statusCode).toBe(422)
  expect((await get(`/accounts/${boss.account}/why?type=service&verb=fly`)).statusCode).toBe(422)
  await app.inject({
    method: 'PATCH',
    url: `/api/v1/accounts/${callers[2]?.account}`,
    payload: { isDisabled: true },
    headers: { authorization: `Bearer ${boss.token}` },
  })
  expect((await get(`/accounts/${callers[2]?.account}/why?type=service`)).json()).toMatchObject({ can: false })
})
