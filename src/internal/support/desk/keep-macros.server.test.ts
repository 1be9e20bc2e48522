import { expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { ensureTicketGround } from '../tickets/keep-ready-made.server.ts'
import { ensureMacros } from './keep-macros.server.ts'
import { readyMadeMacros } from './ready-made-macros.ts'

const { kernel } = await testApplication()
const records = kernel.store.asSystem('test')

it('begins with replies that wait for what there is to wait for, and never puts them back', async () => {
  await ensureTicketGround(records)
  await ensureMacros(records)
  const { rows } = await records.list('macro')
  expect(rows).toHaveLength(readyMadeMacros.length)
  expect(rows.filter((row) => row['move'] === 'hold').map((row) => row['pendingReason'])).not.toContain(null)
  for (const { id } of rows.slice(1)) await records.archive('macro', id)
  await ensureMacros(records)
  expect((await records.list('macro')).rows).toHaveLength(1)
})
