import { expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { ensureTicketGround } from './keep-ready-made.server.ts'
import { pendingReasons, ticketRules } from './ready-made.ts'

const { kernel } = await testApplication()
const records = kernel.store.asSystem('test')
const counts = async () =>
  Promise.all(
    ['pending_reason', 'automation_rule'].map(async (type) => (await records.count(type, { archived: 'with' })).count),
  )

it('is written once, and never comes back once somebody put it away', async () => {
  await ensureTicketGround(records)
  expect(await counts()).toEqual([pendingReasons.length, ticketRules.length])
  const { rows } = await records.list('pending_reason')
  for (const { id } of rows) await records.archive('pending_reason', id)
  await ensureTicketGround(records)
  expect(await counts()).toEqual([pendingReasons.length, ticketRules.length])
})
