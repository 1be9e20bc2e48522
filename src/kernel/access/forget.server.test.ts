import { expect, test } from 'vitest'
import { testClock } from '../../../test/kit/clock.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { forgetEnded } from './forget.server.ts'

const { db } = await testDatabase()
const clock = testClock()

test('what is over is forgotten, and nothing else', async () => {
  const [live, over, idle] = [
    await createCaller({ db, clock }, {}),
    await createCaller({ db, clock }, {}),
    await createCaller({ db, clock }, {}),
  ]
  await db.query({ text: `update session set expires_at = '2026-03-01' where account_id = $1`, values: [over.account] })
  await db.query({ text: `update session set updated_at = '2026-02-01' where account_id = $1`, values: [idle.account] })
  await db.query(
    `insert into throttle (key, attempts, blocked_until, updated_at) values ('old', 9, '2026-02-01', '2026-02-01'), ('new', 9, '2026-03-02', '2026-03-02')`,
  )
  await forgetEnded(db, clock.now())
  expect(await db.query('select account_id from session')).toEqual([{ account_id: live.account }])
  expect(await db.query('select key from throttle')).toEqual([{ key: 'new' }])
})
