import { expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { createAccount } from '../../kernel/access/accounts.server.ts'
import { linkAccounts } from './link-accounts.server.ts'

const { db, kernel } = await testApplication()
const records = kernel.store.asSystem('test')
const { handle } = linkAccounts(kernel)
const person = async (email: string) => (await records.create('person', { name: 'Ada', email })).id
const account = async (email: string, self?: string) => {
  const recordId = await createAccount(kernel, { name: 'Ada', email, roles: [], self })
  await handle({ recordId } as Parameters<typeof handle>[0], { db, attempt: 1 })
  return (
    await db.query<{ self: string | null }>({ text: 'select self from account where id = $1', values: [recordId] })
  )[0]
}

test('a new account stands for the person with its e-mail, whatever the case', async () => {
  const id = await person('Ada@example.com')
  expect(await account('ada@example.com')).toEqual({ self: id })
})

test('nobody stands for somebody who has an account, or for another than was said', async () => {
  const taken = await person('bea@example.com')
  const said = await person('other@example.com')
  await account('first@example.com', taken)
  expect(await account('bea@example.com')).toEqual({ self: null })
  expect(await account('some@example.com', said)).toEqual({ self: said })
  expect(await account('nobody@example.com')).toEqual({ self: null })
})
