import { expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import type { EndTogether } from './end-together.ts'

const { app, kernel } = await testApplication({ clock: testClock('2026-03-02T09:00:00.000Z') })
const records = kernel.store.asSystem('test')
const owner = await records.create('person', { name: 'Vera' })
const vendor = await records.create('vendor', { name: 'Nordlys Netz' })
const engagement = await records.create('engagement', { name: 'Lines', vendor: vendor.id })
const seen = ['contract.read', 'engagement.read', 'vendor.read']
const buyer = await createCaller(kernel, { permissions: [...seen, 'contract.see_money'] })
const reader = await createCaller(kernel, { permissions: seen })

async function inForce(name: string, startsOn: string): Promise<string> {
  const { id } = await records.create('contract', {
    ...{ name, counterparty: 'Nordlys Netz', owner: owner.id, engagement: engagement.id, signedOn: '2025-06-01' },
  })
  await records.create('contract_event', {
    ...{ contract: id, subject: 'Signed', kind: 'initial', happenedOn: '2025-06-01', startsOn },
    ...{ termCount: 12, termUnit: 'months', renewal: 'automatic', renewalCount: 12, renewalUnit: 'months' },
    ...{ noticeCount: 1, noticeUnit: 'months', price: { amount: '3650.00', currency: 'EUR' }, pricePer: 'year' },
  })
  for (const move of ['submit', 'approve', 'sign']) await records.move('contract', id, move)
  return id
}
const ask = async (query: string, token = buyer.token) => {
  const answer = await app.inject({
    url: `/api/v1/contracts-ending-together?${query}`,
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: answer.statusCode, ...answer.json<EndTogether>() }
}

it('says on which day the contracts of a vendor could end, and what each costs until then by the day', async () => {
  const early = await inForce('Lines in Leipzig', '2025-07-01')
  const late = await inForce('Lines in Turin', '2025-08-01')
  // 31 days of July more at ten euros a day.
  const found = await ask(`vendor=${vendor.id}`)
  expect(found).toMatchObject({ day: '2026-07-31', sum: [{ minor: 31_000, currency: 'EUR' }] })
  expect(found.contracts.map(({ id, change, days, amounts }) => [id, change, days, amounts])).toEqual([
    [early, 'extended', 31, [{ minor: 31_000, currency: 'EUR' }]],
    [late, 'same', 0, []],
  ])
  expect((await ask(`engagement=${engagement.id}&day=2026-06-30`)).sum).toEqual([{ minor: -31_000, currency: 'EUR' }])

  // The amendment that the page leads to makes it so.
  await records.create('contract_event', {
    ...{
      contract: early,
      subject: 'Ends with the others',
      kind: 'extension',
      happenedOn: '2026-03-02',
      endsOn: '2026-07-31',
    },
  })
  expect((await ask(`vendor=${vendor.id}`)).contracts.map(({ change }) => change)).toEqual(['same', 'same'])

  const unpriced = await ask(`vendor=${vendor.id}&day=2026-12-31`, reader.token)
  expect([unpriced.sum, unpriced.contracts.flatMap(({ amounts }) => amounts)]).toEqual([[], []])
  expect([(await ask('')).status, (await ask(`vendor=${vendor.id}&day=2026-03-02`)).status]).toEqual([422, 422])
})
