import { beforeAll, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { type Caller, createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import type { KnownProblem } from './wire.ts'

const { kernel, app } = await testApplication()
const world = createWorld(kernel)
const desk = kernel.store.asSystem('test')
let employee: Caller
let agent: Caller
let major: Row

const send = async (who: Caller, method: 'GET' | 'POST', url: string, payload?: object) =>
  app.inject({ method, url, headers: { authorization: `Bearer ${who.token}` }, ...(payload ? { payload } : {}) })
const problemsFor = async (who: Caller): Promise<readonly KnownProblem[]> =>
  (await send(who, 'GET', '/api/v1/help/known-problems')).json<{ problems: KnownProblem[] }>().problems

beforeAll(async () => {
  employee = await createCaller(kernel, { permissions: ['person.read'], self: (await world.another('person')).id })
  const may = ['ticket.read', 'ticket.write', 'ticket.declare', 'comment.write', 'comment.see_internal', 'person.read']
  agent = await createCaller(kernel, { permissions: may, self: (await world.another('person')).id })
  const asker = await world.another('person')
  major = await desk.create('ticket', { title: 'Remote access is down', requester: asker.id })
})

it('tells everybody of a major incident what IT said last, and nothing of what it notes for itself', async () => {
  expect(await problemsFor(employee)).toEqual([])
  const declared = await send(agent, 'POST', `/api/v1/tickets/${major.id}/actions/declareMajor`, {
    message: 'We are on it.',
  })
  expect(declared.json()).toMatchObject({ isMajor: true })
  await send(agent, 'POST', `/api/v1/records/${major.id}/comments`, { text: 'It is the gateway.', isInternal: true })
  expect(await problemsFor(employee)).toMatchObject([
    { title: 'Remote access is down', says: 'We are on it.', mine: null },
  ])
})

it('takes note of who has it, too, once, as a part of it', async () => {
  const join = () => send(employee, 'POST', `/api/v1/help/known-problems/${major.id}/mine`)
  const answers = await Promise.all([join(), join(), join()])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  const ids = new Set(answers.map((answer) => answer.json<{ id: string }>().id))
  expect(ids.size).toBe(1)
  const [mine = ''] = ids
  expect(await desk.get('ticket', mine)).toMatchObject({ parent: { id: major.id }, state: 'in_progress' })
  expect((await problemsFor(employee))[0]?.mine).toBe(mine)
})

it('knows nothing of what is no major incident, or is over', async () => {
  const other = await desk.create('ticket', { title: 'No sound', requester: (await world.another('person')).id })
  expect((await send(employee, 'POST', `/api/v1/help/known-problems/${other.id}/mine`)).statusCode).toBe(404)
  await desk.move('ticket', major.id, 'resolve', { set: { resolutionCode: 'solved' } })
  expect(await problemsFor(employee)).toEqual([])
  expect((await send(employee, 'POST', `/api/v1/help/known-problems/${major.id}/mine`)).statusCode).toBe(404)
})
