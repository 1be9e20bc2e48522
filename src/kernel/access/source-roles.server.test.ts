import { expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { changeAccount, createAccount } from './accounts.server.ts'
import { administrator, ensureRoles } from './roles.server.ts'
import { giveSourceRoles } from './source-roles.server.ts'
import { system } from './who.ts'

const { db, kernel } = await testApplication()
const named = (name: string) => ({ name, label: name, about: name, permissions: [`${name}.read` as const] })
await ensureRoles(db, [administrator, 'employee', 'cio', 'auditor'].map(named))

const by = system('a test')
const account = (roles: readonly string[] = []) =>
  createAccount(kernel, { name: 'Ada', email: `${kernel.clock.id()}@example.com`, roles })
const give = (id: string, source: string, roles: readonly string[]) =>
  giveSourceRoles(kernel, { account: id, source, roles, by })
const rolesOf = async (id: string) =>
  (await db.query<{ roles: string[] }>({ text: 'select roles from account where id = $1', values: [id] }))[0]?.roles

test('two sources at once each have their say, and neither takes what the other gives', async () => {
  const id = await account(['employee'])
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([give(id, 'directory', ['cio', 'auditor']), give(id, 'scim', ['cio'])])
    expect((await rolesOf(id))?.toSorted()).toEqual(['auditor', 'cio', 'employee'])
    await Promise.all([give(id, 'directory', []), give(id, 'scim', ['cio'])])
    expect((await rolesOf(id))?.toSorted()).toEqual(['cio', 'employee'])
    await Promise.all([give(id, 'directory', []), give(id, 'scim', [])])
    expect(await rolesOf(id)).toEqual(['employee'])
  }
})

test('roles that nobody has here are left out, and what changed stands in the history once', async () => {
  const id = await account()
  expect(await give(id, 'directory', ['cio', 'no_such_role'])).toBeNull()
  expect(await give(id, 'directory', ['cio', 'no_such_role'])).toBeNull()
  expect(await rolesOf(id)).toEqual(['cio'])
  const told = await db.query({ text: 'select verb from history where record_id = $1 order by entry', values: [id] })
  expect(told).toEqual([{ verb: 'created' }, { verb: 'updated' }])
})

test('the last administrator stays one, and it is said why', async () => {
  const id = await account()
  await give(id, 'directory', [administrator])
  const others = await db.query<{ id: string }>({
    text: 'select id from account where roles @> $1 and id <> $2',
    values: [[administrator], id],
  })
  for (const other of others) await changeAccount(kernel, other.id, { isDisabled: true })
  expect(await give(id, 'directory', [])).toContain('last administrator')
  expect(await rolesOf(id)).toEqual([administrator])
  expect(await give(id, 'directory', [administrator])).toBeNull()
})

test('nobody has roles whom there isn’t', async () => {
  expect(await give(kernel.clock.id(), 'directory', ['cio'])).toBeNull()
})
