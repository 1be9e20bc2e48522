import SCIMMY from 'scimmy'
import { afterAll, expect, it } from 'vitest'
import { scimWorld } from '../../../test/kit/scim.ts'
import { coreGroup, enterpriseUser, type Resource } from './schemas.ts'

const { app, send, create } = await scimWorld()
afterAll(() => app.close())
const { Schemas, Messages } = SCIMMY
SCIMMY.Schemas.User.definition.extend(Schemas.EnterpriseUser.definition)

/** What another implementation makes of an answer of ours: it throws where the answer isn't as RFC 7643 has it. */
const read = (kind: 'User' | 'Group' | 'ServiceProviderConfig' | 'ResourceType', resource: Resource): Resource => {
  const base = String((resource['meta'] as { location?: string }).location)
  return JSON.parse(JSON.stringify(new Schemas[kind](resource, 'out', base))) as Resource
}
const get = async (path: string): Promise<Resource> => (await send('GET', path)).json()

it('SCIMMY reads users and groups as we send them', async () => {
  const boss = await create()
  const { id } = await create({
    title: 'Engineer',
    emails: [{ value: 'two@example.com', type: 'work', primary: true }],
    phoneNumbers: [{ value: '+49 40 1234', type: 'work' }],
    addresses: [{ type: 'work', locality: 'Hamburg', country: 'DE' }],
    [enterpriseUser]: { employeeNumber: '77', manager: { value: boss.id } },
  })
  const group = await send('POST', '/Groups', { schemas: [coreGroup], displayName: 'IT', members: [{ value: id }] })
  const user = await get(`/Users/${id}`)
  expect(read('User', user)).toMatchObject({ id, userName: user['userName'], active: true, title: 'Engineer' })
  expect(read('Group', group.json())).toMatchObject({ displayName: 'IT', members: [{ value: id }] })
})

it('SCIMMY reads lists, errors and what we say of ourselves', async () => {
  expect(read('ServiceProviderConfig', await get('/ServiceProviderConfig'))).toMatchObject({
    patch: { supported: true },
  })
  const { Resources: types } = await get('/ResourceTypes')
  expect((types as Resource[]).map((type) => read('ResourceType', type)['name'])).toEqual(['User', 'Group'])
  const list = await get('/Users?count=1')
  const again = new Messages.ListResponse(list as never)
  expect(again.totalResults).toBe(list['totalResults'])
  const error = await get('/Users?filter=nothing')
  // It gives an error that it reads to its caller by throwing it.
  expect(() => new Messages.ErrorResponse(error as never)).toThrow(
    expect.objectContaining({ scimType: 'invalidFilter' }),
  )
})
