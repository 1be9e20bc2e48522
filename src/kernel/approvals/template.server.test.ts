import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { traitWorld } from '../../../test/kit/traits.ts'
import { approvalRoutes } from './routes.server.ts'

const database = await testDatabase()
const { server, clock, editor, stranger, call, another } = await traitWorld(database, {}, [approvalRoutes])
const records = server.kernel.store.asSystem('test')
afterAll(() => server.app.close())

const ana = await another('person', { name: 'Ana Kovač' })
const decider = await createCaller(server.kernel, { name: 'Ana Kovač', permissions: ['service.read'], self: ana })
const template = (more: object = {}) =>
  records.create('approval_template', {
    name: `Vital changes ${clock.id()}`,
    recordType: 'service',
    conditions: { criticality: 'vital' },
    asks: 'Change {title}',
    steps: [{ label: 'Owner', approvers: [{ kind: 'field', field: 'owner' }] }],
    boundTo: ['criticality', 'gone'],
    remindDays: 5,
    ...more,
  })
const service = (more: object = {}) =>
  another('service', { name: `Mail ${clock.id()}`, criticality: 'vital', owner: ana, ...more })
const offered = async (record: string) =>
  (await call(editor, 'GET', `/records/${record}/approval-templates`)).json<{ templates: { id: string }[] }>().templates
const ask = (record: string, body: object) => call(editor, 'POST', `/records/${record}/approvals`, body)
const approvals = async (record: string) => (await call(editor, 'GET', `/records/${record}/approvals`)).json().approvals

test('a template is offered where its conditions hold, asks those it names, and not twice', async () => {
  const { id } = await template()
  await template({ isOn: false })
  const other = await template({ recordType: 'person' })
  const target = await service({ name: 'Payroll of all' })
  expect(await offered(target)).toEqual([
    { id, name: expect.any(String), about: '', title: 'Change Payroll of all', steps: ['Owner'] },
  ])
  const minor = await service({ criticality: 'minor' })
  expect(await offered(minor)).toEqual([])
  expect((await ask(minor, { template: id })).statusCode).toBe(409)
  expect((await ask(target, { template: other.id })).statusCode).toBe(409)

  expect((await ask(target, { template: id, text: 'As agreed' })).statusCode).toBe(201)
  const [asked] = await approvals(target)
  expect(asked).toMatchObject({
    title: 'Change Payroll of all',
    text: 'As agreed',
    shown: [{ field: 'criticality', value: 'Vital' }],
    steps: [{ label: 'Owner', state: 'open', seats: [{ name: 'Ana Kovač' }] }],
  })
  expect((await ask(target, { template: id })).json()).toMatchObject({
    status: 409,
    detail: '“Change Payroll of all” is waiting for an answer already.',
  })
  await call(decider, 'POST', `/approvals/${asked.id}/votes`, { isYes: true })
  expect((await ask(target, { template: id })).statusCode).toBe(201)
})

test('an approval of a template lapses by what it is bound to alone', async () => {
  const { id } = await template()
  const target = await service()
  await ask(target, { template: id })
  const [asked] = await approvals(target)
  await records.update('service', target, { purpose: 'Another' })
  const vote = () => call(decider, 'POST', `/approvals/${asked.id}/votes`, { isYes: true })
  await records.update('service', target, { criticality: 'minor' })
  expect((await vote()).statusCode).toBe(409)
  expect(await approvals(target)).toMatchObject([{ state: 'waiting', isAgain: true }, { state: 'lapsed' }])
})

test('what may not be changed is offered nothing', async () => {
  const { id } = await template()
  const target = await service()
  for (const [method, path, body] of [
    ['GET', `/records/${target}/approval-templates`, undefined],
    ['POST', `/records/${target}/approvals`, { template: id }],
  ] as const)
    expect((await call(stranger, method, path, body)).statusCode).toBe(404)
  expect((await ask(target, { template: clock.id() })).statusCode).toBe(404)
  expect((await ask(target, { template: id, title: 'Both' })).statusCode).toBe(422)
})

test('what few may see is shown to nobody who is asked unless it is named, and then to them alone', async () => {
  const hire = (more: object) =>
    template({ recordType: 'person', conditions: {}, boundTo: null, asks: 'Hire', ...more })
  const steps = [{ label: 'Lead', approvers: [{ kind: 'account', id: decider.account }] }]
  const [quiet, open] = [await hire({ steps }), await hire({ steps, boundTo: ['name', 'leavesOn'] })]
  const target = await another('person', { name: 'Bo', leavesOn: '2027-01-31' })
  const mayAsk = await createCaller(server.kernel, { name: 'Asks', permissions: ['person.read', 'person.write'] })
  const shownTo = async (who: typeof editor): Promise<readonly string[]> => {
    const { approvals: all } = (await call(who, 'GET', `/records/${target}/approvals`)).json<{
      approvals: { shown: { field: string }[] }[]
    }>()
    return all[0]?.shown.map(({ field }) => field) ?? []
  }
  const reads = await createCaller(server.kernel, { name: 'Reads', permissions: ['person.read'] })
  expect((await call(mayAsk, 'POST', `/records/${target}/approvals`, { template: quiet.id })).statusCode).toBe(201)
  expect(await shownTo(reads)).toContain('name')
  expect(await shownTo(reads)).not.toContain('leavesOn')
  const waiting = (await call(decider, 'GET', '/approvals/waiting')).json<{ approvals: { shown: object[] }[] }>()
  expect(JSON.stringify(waiting.approvals)).not.toContain('leavesOn')
  expect((await call(mayAsk, 'POST', `/records/${target}/approvals`, { template: open.id })).statusCode).toBe(201)
  expect(await shownTo(reads)).toEqual(['name'])
  const asked = (await call(decider, 'GET', '/approvals/waiting')).json<{ approvals: { shown: object[] }[] }>()
  expect(asked.approvals.at(-1)?.shown).toMatchObject([{ field: 'name' }, { field: 'leavesOn' }])
})
