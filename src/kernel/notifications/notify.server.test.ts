import { afterAll, expect, test } from 'vitest'
import { testServer } from '../../../test/kit/access.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { groupsSql, zoneSql } from '../../foundation/who.server.ts'
import { notify } from './notify.server.ts'
import { postDue } from './poster.server.ts'

const { db, statementsOf } = await testDatabase()
const { app, kernel } = await testServer({ db })
const { clock } = kernel
afterAll(() => app.close())
const post = (): Promise<void> => postDue(kernel, { groupsSql, zoneSql, zone: async () => 'Europe/Berlin' })

// How fast is measured by the bench: machines are noisy.
test('a thousand are told, and their mails queued, by few statements for each hundred, and nobody twice', async () => {
  const accounts = Array.from({ length: 1000 }, () => clock.id())
  await db.query({
    text: `insert into account (id, name, email, created_at, updated_at) select id, 'Crew', id || '@example.com', $2, $2 from unnest($1::uuid[]) id`,
    values: [accounts, clock.now()],
  })
  const telling = await statementsOf(async () => {
    await notify(db, clock, { accounts, kind: 'mentioned', recordId: null, title: 'All hands', text: 'Now' })
  })
  expect(telling).toHaveLength(1)
  const queueing = await statementsOf(async () => {
    while ((await mails()) < 1000) await post()
  })
  console.info(`1,000 mails queued by ${queueing.length} statements`)
  expect(queueing.length).toBeLessThan(200)
  await post()
  expect(await mails(), 'nobody is mailed twice').toBe(1000)
})

const mails = async (): Promise<number> => (await db.query<{ n: number }>('select count(*) as n from mail'))[0]?.n ?? 0
