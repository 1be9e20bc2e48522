import { expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'

const { app, kernel } = await testApplication({ clock: testClock('2026-03-02T09:00:00.000Z') })
const records = kernel.store.asSystem('test')
const owner = await records.create('person', { name: 'Vera' })
const reader = await createCaller(kernel, { permissions: ['contract.read', 'contract.see_money'] })

async function contract(over: object): Promise<string> {
  const { id } = await records.create('contract', {
    ...{ name: 'Lines', counterparty: 'Nordlys Netz', owner: owner.id, leadCount: 30, leadUnit: 'days' },
  })
  await records.create('contract_event', {
    ...{ contract: id, subject: 'Signed', kind: 'initial', happenedOn: '2025-06-01', startsOn: '2025-07-01' },
    ...{ termCount: 12, termUnit: 'months', renewal: 'automatic', renewalCount: 12, renewalUnit: 'months' },
    ...{ noticeCount: 1, noticeUnit: 'months', price: { amount: '10000.00', currency: 'EUR' }, pricePer: 'year' },
    ...{ uplift: 'index', upliftEvery: 'renewal', upliftIndex: 'HICP', upliftLag: 3, ...over },
  })
  return id
}
const stake = async (id: string): Promise<unknown> => (await records.get('contract', id))['atStake']
const says = async (id: string): Promise<string> => {
  const headers = { authorization: `Bearer ${reader.token}` }
  const { trace } = (await app.inject({ url: `/api/v1/contracts/${id}/clock`, headers })).json<{
    trace: { says: string }[]
  }>()
  return trace.map((one) => one.says).join(' ')
}
const value = (month: string, points: string) =>
  records.create('price_index', { index: 'hicp', month, value: points, source: 'Eurostat' })

it('follows kept values of an index, is not known without them, and never counts a month that is missing as nothing', async () => {
  const [open, capped] = [await contract({}), await contract({ upliftCap: '5' })]
  // Three months before 1 July: April of each year.
  expect(await stake(open)).toBeNull()
  expect(await stake(capped)).toEqual({ amount: '10500.00', currency: 'EUR' })
  expect(await says(open)).toContain(
    'no value of it is kept for April 2025 and April 2026: what it costs from then on isn’t known',
  )
  expect(await says(capped)).toContain('it is counted with the most that it may rise by, 5 %')
  await value('2025-04', '125')
  expect(await says(open)).toContain('for April 2026: what')
  const { id } = await value('2026-04', '128.41')
  expect(await stake(open)).toEqual({ amount: '10272.80', currency: 'EUR' })
  expect(await stake(capped)).toEqual({ amount: '10272.80', currency: 'EUR' })
  expect(await says(open)).not.toContain('kept for')
  await records.update('price_index', id, { value: '150' })
  expect([await stake(open), await stake(capped)]).toEqual([
    { amount: '12000.00', currency: 'EUR' },
    { amount: '10500.00', currency: 'EUR' },
  ])
  await records.archive('price_index', id)
  expect(await stake(open)).toBeNull()
})

it('has one value for a month', async () => {
  await value('2025-05', '126')
  await expect(
    records.create('price_index', { index: ' HICP ', month: '2025-05', value: '1', source: 'x' }),
  ).rejects.toThrow()
  await expect(value('2025-13', '126')).rejects.toThrow()
})
