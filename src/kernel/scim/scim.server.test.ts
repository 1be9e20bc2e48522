import { afterAll, describe, expect, it } from 'vitest'
import { scimWorld } from '../../../test/kit/scim.ts'
import { changeAccount, createAccount } from '../access/accounts.server.ts'
import { coreUser, enterpriseUser, listResponse, patchOp, type Resource } from './schemas.ts'

const { app, db, kernel, boss, keyFor, send, find, rolesOf, personOf, user, create } = await scimWorld()
afterAll(() => app.close())

describe('the door', () => {
  it('opens to a key with the scope alone, in its own words', async () => {
    const answer = await send('GET', '/Users', undefined, { token: await keyFor(['person.read']) })
    expect(answer.headers['content-type']).toContain('application/scim+json')
    expect(answer.json()).toMatchObject({ status: '403', detail: expect.any(String) })
    expect((await send('GET', '/Users', undefined, { token: 'qd_nothing' })).json()).toMatchObject({ status: '401' })
  })

  it('says what it can do', async () => {
    expect((await send('GET', '/ServiceProviderConfig')).json()).toMatchObject({ patch: { supported: true } })
    expect((await send('GET', '/ResourceTypes')).json()).toMatchObject({ totalResults: 2 })
    expect((await send('GET', `/Schemas/${enterpriseUser}`)).json()).toMatchObject({ name: 'EnterpriseUser' })
    expect((await send('GET', '/Schemas/none')).statusCode).toBe(404)
  })
})

describe('users', () => {
  it('Entra ID: asks for one that isn’t there, makes them, finds them, disables them, and has them back', async () => {
    expect(await find('Users', 'userName eq "priya@example.com"')).toMatchObject({ totalResults: 0, Resources: [] })
    const given = {
      schemas: [coreUser, enterpriseUser],
      externalId: 'priya.nair',
      userName: 'Priya@example.com',
      active: true,
      displayName: 'Priya Nair',
      title: 'Network engineer',
      emails: [{ primary: true, type: 'work', value: 'Priya@Example.com' }],
      phoneNumbers: [{ type: 'work', value: '+49 40 1234' }],
      [enterpriseUser]: { employeeNumber: 'E-77', department: 'Networks' },
      meta: { resourceType: 'User' },
      roles: [],
    }
    const answer = await send('POST', '/Users', given)
    expect([answer.statusCode, answer.headers['location']]).toEqual([201, expect.stringContaining('/scim/v2/Users/')])
    const { id, ...resource } = answer.json<Resource & { id: string }>()
    expect(resource).toMatchObject({
      schemas: [coreUser, enterpriseUser],
      userName: 'Priya@example.com',
      externalId: 'priya.nair',
      active: true,
      title: 'Network engineer',
      [enterpriseUser]: { employeeNumber: 'E-77', department: 'Networks' },
      groups: [],
      meta: { resourceType: 'User', version: answer.headers['etag'] },
    })
    expect(await personOf(id)).toMatchObject({
      name: 'Priya Nair',
      jobTitle: 'Network engineer',
      employeeNumber: 'E-77',
    })
    expect(await find('Users', 'userName eq "PRIYA@example.com"')).toMatchObject({
      totalResults: 1,
      Resources: [{ id }],
    })
    expect(await find('Users', 'externalId eq "priya.nair"')).toMatchObject({ totalResults: 1 })

    await db.query({
      text: `insert into session (id, token, account_id, expires_at, created_at, updated_at) values ($1, 'x', $2, now() + interval '1 day', now(), now())`,
      values: [kernel.clock.id(), id],
    })
    const disabled = await send('PATCH', `/Users/${id}`, {
      schemas: [patchOp],
      Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
    })
    expect([disabled.statusCode, disabled.json()['active']]).toEqual([200, false])
    const sessions = await db.query({ text: 'select 1 from session where account_id = $1', values: [id] })
    expect(sessions).toEqual([])
    expect((await personOf(id)).state).toBe('left')
    const back = await send('PATCH', `/Users/${id}`, { Operations: [{ op: 'Replace', value: { active: 'True' } }] })
    expect(back.json()).toMatchObject({ active: true, displayName: 'Priya Nair' })
    expect((await personOf(id)).state).toBe('active')
  })

  it('Entra ID: changes names, e-mail and manager by keys that are paths', async () => {
    const boss = await create()
    const { id } = await create()
    const answer = await send('PATCH', `/Users/${id}`, {
      schemas: [patchOp],
      Operations: [
        { op: 'Replace', path: 'displayName', value: 'Bea Novak' },
        { op: 'Add', path: 'emails[type eq "work"].value', value: 'bea@example.com' },
        { op: 'Add', path: `${enterpriseUser}:manager`, value: { value: boss.id } },
        { op: 'Replace', value: { 'name.familyName': 'Novak', [`${enterpriseUser}:department`]: 'Legal' } },
      ],
    })
    expect(answer.json()).toMatchObject({
      displayName: 'Bea Novak',
      name: { familyName: 'Novak' },
      [enterpriseUser]: { department: 'Legal', manager: { value: boss.id } },
    })
    expect(await personOf(id)).toMatchObject({
      name: 'Bea Novak',
      email: 'bea@example.com',
      manager: { title: boss['displayName'] },
    })
  })

  it('Okta: replaces the whole user, and gives up by active', async () => {
    const { id, ...given } = await create()
    const answer = await send('PUT', `/Users/${id}`, { ...given, id, displayName: 'Okta Person', active: false })
    expect(answer.json()).toMatchObject({ id, displayName: 'Okta Person', active: false })
    expect(await find('Users', `id eq "${id}"`, '&startIndex=1&count=100')).toMatchObject({ totalResults: 1 })
    expect(await find('Users', `id eq "${id}"`, '&startIndex=1&count=0')).toMatchObject({
      totalResults: 1,
      Resources: [],
    })
  })

  it('are refused where name or address is taken, and nothing is half made', async () => {
    const first = await create()
    const same = await send('POST', '/Users', { ...user(), userName: String(first['userName']).toUpperCase() })
    expect([same.statusCode, same.json()]).toEqual([409, expect.objectContaining({ scimType: 'uniqueness' })])
    const { id } = await create()
    const other = await send('PATCH', `/Users/${id}`, {
      Operations: [{ op: 'replace', path: 'userName', value: first['userName'] }],
    })
    expect(other.statusCode).toBe(409)
    const people = await kernel.store.asSystem('test').count('person')
    const wrong = await send('POST', '/Users', user({ phoneNumbers: [{ value: 'call me' }] }))
    expect([wrong.statusCode, wrong.json()]).toEqual([400, expect.objectContaining({ scimType: 'invalidValue' })])
    expect(await kernel.store.asSystem('test').count('person')).toEqual(people)
  })

  it('that were made here are found by their address and become the directory’s', async () => {
    const id = await createAccount(kernel, { name: 'Own', email: 'own@example.com', roles: ['auditor'] })
    expect(await find('Users', 'userName eq "Own@example.com"')).toMatchObject({ totalResults: 1, Resources: [{ id }] })
    await send('PATCH', `/Users/${id}`, { Operations: [{ op: 'Add', path: 'externalId', value: 'own-1' }] })
    expect(await find('Users', 'externalId eq "own-1"')).toMatchObject({ totalResults: 1 })
    expect(await rolesOf(id)).toEqual(['auditor'])
  })

  it('are given up, are no more there, and are the same when they come back', async () => {
    const { id, ...given } = await create()
    expect((await send('DELETE', `/Users/${id}`)).statusCode).toBe(204)
    expect((await send('GET', `/Users/${id}`)).statusCode).toBe(404)
    expect((await send('DELETE', `/Users/${id}`)).json()).toMatchObject({ status: '404' })
    const again = await send('POST', '/Users', { ...given })
    expect([again.statusCode, again.json()['id']]).toEqual([201, id])
  })

  it('that everything depends on stay', async () => {
    const others = await db.query<{ id: string }>({
      text: `select id from account where roles @> '{administrator}' and id <> $1 and not is_disabled`,
      values: [boss],
    })
    for (const { id } of others) await changeAccount(kernel, id, { isDisabled: true })
    const answer = await send('PATCH', `/Users/${boss}`, {
      Operations: [{ op: 'replace', path: 'active', value: false }],
    })
    expect([answer.statusCode, answer.json()]).toEqual([
      409,
      expect.objectContaining({ detail: expect.stringContaining('last administrator') }),
    ])
  })

  it('are paged, chosen by filter, and shown in part', async () => {
    const page = (await send('GET', '/Users?startIndex=2&count=2&attributes=userName')).json()
    expect(page).toMatchObject({ schemas: [listResponse], startIndex: 2, itemsPerPage: 2 })
    expect(Object.keys(page.Resources[0]).toSorted()).toEqual(['id', 'schemas', 'userName'])
    const novak = await find('Users', `name.familyName co "ova" and ${enterpriseUser}:department sw "leg"`)
    expect(novak).toMatchObject({ totalResults: 1, Resources: [{ displayName: 'Bea Novak' }] })
    for (const [path, scimType] of [
      ['/Users?filter=userName', 'invalidFilter'],
      ['/Users?count=many', 'invalidValue'],
    ] as const)
      expect((await send('GET', path)).json()).toMatchObject({ status: '400', scimType })
  })

  it('are changed only as they were read, where the version says so', async () => {
    const { id } = await create()
    const operation = { Operations: [{ op: 'replace', path: 'title', value: 'Lead' }] }
    const etag = String((await send('GET', `/Users/${id}`)).headers['etag'])
    expect((await send('PATCH', `/Users/${id}`, operation, { headers: { 'if-match': etag } })).statusCode).toBe(200)
    expect((await send('PATCH', `/Users/${id}`, operation, { headers: { 'if-match': etag } })).statusCode).toBe(412)
  })

  it.each([
    [{}, 'userName is needed.'],
    [{ userName: 'no address' }, 'An e-mail address is needed'],
    [{ userName: 'a@example.com', active: 'maybe' }, 'active is true or false.'],
  ])('can’t be %j', async (body, says) => {
    const answer = await send('POST', '/Users', body)
    expect([answer.statusCode, answer.json()['detail']]).toEqual([400, expect.stringContaining(says)])
  })
})
