import { afterAll, describe, expect, it } from 'vitest'
import { type Made, scimWorld } from '../../../test/kit/scim.ts'
import { settingsRow } from '../settings/settings.server.ts'
import { followGroupRoles } from './group-roles.server.ts'
import { ProvisioningSettings } from './provisioning.settings.ts'
import { coreGroup } from './schemas.ts'

const { app, db, kernel, send, find, rolesOf, create } = await scimWorld()
afterAll(() => app.close())

describe('groups', () => {
  const setRoles = async (groupRoles: readonly object[]): Promise<void> => {
    const row = await settingsRow(kernel, ProvisioningSettings)
    await kernel.store.asSystem('test').update(ProvisioningSettings, row.id, { groupRoles })
  }
  const group = async (displayName: string, members: readonly string[]) => {
    const answer = await send('POST', '/Groups', {
      schemas: [coreGroup],
      displayName,
      externalId: displayName,
      members: members.map((value) => ({ value })),
    })
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json<Made>()
  }

  it('give roles to whoever belongs, and take them from whoever leaves', async () => {
    await setRoles([{ group: 'IT managers', role: 'it_manager' }])
    const [ada, bea] = [await create(), await create()]
    const { id } = await group('IT managers', [ada.id])
    expect(await rolesOf(ada.id)).toEqual(['employee', 'it_manager'])
    expect((await send('GET', `/Users/${ada.id}`)).json()['groups']).toMatchObject([
      { value: id, display: 'IT managers' },
    ])
    const change = (operation: object) => send('PATCH', `/Groups/${id}`, { Operations: [operation] })
    await change({ op: 'Add', path: 'members', value: [{ value: bea.id }] })
    await change({ op: 'Remove', path: 'members', value: [{ value: ada.id }] })
    expect([await rolesOf(ada.id), await rolesOf(bea.id)]).toEqual([['employee'], ['employee', 'it_manager']])
    await change({ op: 'remove', path: `members[value eq "${bea.id}"]` })
    expect(await rolesOf(bea.id)).toEqual(['employee'])
    await change({ op: 'replace', path: 'members', value: [{ value: ada.id }, { value: bea.id }] })
    await change({ op: 'replace', value: { id, displayName: 'Others' } })
    expect(await rolesOf(bea.id)).toEqual(['employee'])
  })

  it('give their roles anew when an administrator says otherwise', async () => {
    const ada = await create()
    await group('Auditors', [ada.id])
    await setRoles([{ group: 'Auditors', role: 'auditor' }])
    const { handle } = followGroupRoles(kernel)
    const entry = {} as Parameters<typeof handle>[0]
    await handle(entry, { db, attempt: 1 })
    expect(await rolesOf(ada.id)).toEqual(['employee', 'auditor'])
    expect((await send('DELETE', `/Users/${ada.id}`)).statusCode).toBe(204)
    expect(await rolesOf(ada.id)).toEqual(['employee'])
  })

  it('are found without their members, and are refused where they can’t be', async () => {
    const { id } = await group('Plain', [])
    expect(await find('Groups', 'displayName eq "plain"', '&excludedAttributes=members')).toMatchObject({
      totalResults: 1,
      Resources: [{ id, displayName: 'Plain' }],
    })
    expect((await send('POST', '/Groups', { displayName: 'PLAIN' })).json()).toMatchObject({ scimType: 'uniqueness' })
    const unknown = { displayName: 'With nobody', members: [{ value: kernel.clock.id() }] }
    expect((await send('POST', '/Groups', unknown)).json()).toMatchObject({ scimType: 'invalidValue' })
    expect(await find('Groups', 'displayName eq "With nobody"')).toMatchObject({ totalResults: 0 })
    expect((await send('DELETE', `/Groups/${id}`)).statusCode).toBe(204)
    expect((await send('GET', `/Groups/${id}`)).statusCode).toBe(404)
  })
})
