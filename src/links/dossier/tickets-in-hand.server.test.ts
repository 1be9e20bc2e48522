import { expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { boughtLines } from '../../../test/kit/external/bought-lines.ts'
import { relate, unrelate } from '../../kernel/traits/relations.server.ts'
import { gatherFacts } from './gather.server.ts'

const clock = testClock('2026-10-01T08:00:00.000Z')
const { kernel, db } = await testApplication({ clock })

it('a dossier counts every ticket that was in a supplier’s hands, one given back before any promise ended, too', async () => {
  const { desk, contract } = await boughtLines(kernel, clock)
  clock.set('2026-11-05T08:00:00.000Z')
  const figures = async () => {
    const sections = await gatherFacts(kernel, await kernel.store.asSystem('test').get('contract', contract.id))
    const found = sections.find(({ key }) => key === 'tickets')?.figures ?? []
    return Object.fromEntries(
      found.map(({ label, value, rows }) => [label, [value, ...rows.map(({ about }) => about)]]),
    )
  }
  // Counted by hand, as in the facts of its engagement: one in time, two late.
  const before = await figures()
  expect(before['In time']?.[0]).toBe('1 of 3')
  const ticket = await desk.report({ title: 'Is it the line?' })
  const relation = await relate(kernel, desk.records.who, {
    ...{ id: ticket.id, relation: { link: 'ticket_engages_contract', direction: 'forward', other: contract.id } },
  })
  expect((await figures())['In their hands now']?.[0]).not.toBe(before['In their hands now']?.[0])
  clock.advance(600_000)
  await unrelate(kernel, desk.records.who, relation.id)
  clock.advance(600_000)
  expect(
    await db.query({
      text: 'select 1 from service_level_result where ticket = $1 and kind = $2 and stopped_at is not null',
      values: [ticket.id, 'uc'],
    }),
  ).toEqual([])
  const after = await figures()
  expect(Number.parseInt(after['Under this contract']?.[0] ?? '', 10)).toBe(
    Number.parseInt(before['Under this contract']?.[0] ?? '', 10) + 1,
  )
  expect(after['Under this contract']).toContain('Nothing promised for it has ended')
  expect(after['In their hands now']).toEqual(before['In their hands now'])
})
