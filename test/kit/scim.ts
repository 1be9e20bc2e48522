import { expect } from 'vitest'
import { roles } from '../../src/foundation/roles.ts'
import { createAccount } from '../../src/kernel/access/accounts.server.ts'
import { makeKey } from '../../src/kernel/access/key.server.ts'
import { ensureRoles } from '../../src/kernel/access/roles.server.ts'
import { system } from '../../src/kernel/access/who.ts'
import { coreUser, enterpriseUser, type Resource } from '../../src/kernel/scim/schemas.ts'
import { testApplication } from './application.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Made = Resource & { readonly id: string }

/** An application with the ready-made roles, and a directory that speaks SCIM to it with a key of an administrator’s. */
export async function scimWorld() {
  const { app, db, kernel } = await testApplication()
  await ensureRoles(db, roles)
  const boss = await createAccount(kernel, { name: 'Boss', email: 'boss@example.com', roles: ['administrator'] })
  const keyFor = async (scopes: readonly string[]): Promise<string> => {
    const given = { name: 'Entra', scopes, expiresAt: null }
    return (await makeKey(kernel, { account: boss, by: system('test'), given })).secret
  }
  const key = await keyFor(['account.manage'])
  const send = (method: Method, path: string, body?: object, more: { token?: string; headers?: object } = {}) =>
    app.inject({
      method,
      url: `/api/v1/scim/v2${path}`,
      headers: {
        authorization: `Bearer ${more.token ?? key}`,
        ...(body && { 'content-type': 'application/scim+json; charset=utf-8' }),
        ...more.headers,
      },
      ...(body && { payload: JSON.stringify(body) }),
    })
  const find = async (kind: string, filter: string, more = '') =>
    (await send('GET', `/${kind}?filter=${encodeURIComponent(filter)}${more}`)).json<{
      totalResults: number
      Resources: Resource[]
    }>()
  const rolesOf = async (id: unknown) =>
    (await db.query<{ roles: string[] }>({ text: 'select roles from account where id = $1', values: [id] }))[0]?.roles
  const personOf = async (id: unknown) => {
    const [row] = await db.query<{ self: string }>({ text: 'select self from account where id = $1', values: [id] })
    return kernel.store.asSystem('test').get('person', row?.self ?? '')
  }
  let made = 0
  const user = (more: object = {}) => ({
    schemas: [coreUser, enterpriseUser],
    externalId: `ext-${++made}`,
    userName: `number${made}@example.com`,
    displayName: `Number ${made}`,
    name: { givenName: 'Number', familyName: String(made) },
    active: true,
    ...more,
  })
  const create = async (more: object = {}): Promise<Made> => {
    const answer = await send('POST', '/Users', user(more))
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json()
  }
  return { app, db, kernel, boss, keyFor, send, find, rolesOf, personOf, user, create }
}
