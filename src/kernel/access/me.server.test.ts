import { expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'

const { kernel, app } = await testApplication()
const world = createWorld(kernel)

it('tells apart who sees all rows of a type, some of them by a rule, and none', async () => {
  const self = (await world.another('person')).id
  const can = async (permissions: readonly string[], more: { self?: string } = {}) => {
    const { token } = await createCaller(kernel, { permissions, ...more })
    const answer = await app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${token}` } })
    return answer.json<{ can: Record<string, unknown> }>().can['service_credit']
  }
  expect(await can(['service_credit.read'])).toEqual({ read: true, seesAll: true, create: false })
  expect(await can([], { self })).toEqual({ read: true, seesAll: false, create: false })
  expect(await can([])).toEqual({ read: false, seesAll: false, create: false })
})
