import { describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { OrganisationSettings } from '../../foundation/organisation/index.ts'
import { settingsOf } from '../../kernel/settings/settings.server.ts'
import { keepAllDates } from './contract-dates.server.ts'

const clock = testClock('2026-06-30T09:00:00.000Z')
const { app, kernel } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
const owner = await records.create('person', { name: 'Aroha Ngata' })
const aroha = await createCaller(kernel, {
  ...{ name: 'Aroha', self: owner.id },
  permissions: ['person.read', 'contract.*', 'contract_event.*', 'organisation_settings.*'],
})
const headers = { authorization: `Bearer ${aroha.token}` }
const get = async (url: string) => (await app.inject({ url: `/api/v1${url}`, headers })).json()
const { id: settings } = await settingsOf(kernel, OrganisationSettings)

/** The company moves, as somebody who may does it. */
async function moveTo(timeZone: string): Promise<void> {
  const { version } = await get(`/organisation/${settings}`)
  const moved = await app.inject({
    ...{ method: 'PATCH', url: `/api/v1/organisation/${settings}`, payload: { timeZone } },
    headers: { ...headers, 'if-match': `"${version}"` },
  })
  expect(moved.statusCode).toBe(200)
}

/** A year from 1 October, to be left three months before its end, and decided about on the same day: 30 June. */
const contract = await records.create('contract', {
  ...{ name: 'Harbour network', owner: owner.id, counterparty: 'Nordlys Netz', signedOn: '2025-09-01' },
  ...{ leadCount: 0, leadUnit: 'days' },
})
await records.create('contract_event', {
  ...{ contract: contract.id, subject: 'Signed', kind: 'initial', happenedOn: '2025-09-01', startsOn: '2025-10-01' },
  ...{ termCount: 12, termUnit: 'months', renewal: 'automatic', renewalCount: 12, renewalUnit: 'months' },
  ...{ noticeCount: 3, noticeUnit: 'months', price: { amount: '24000.00', currency: 'NZD' }, pricePer: 'year' },
})
for (const move of ['submit', 'approve', 'sign']) await records.move('contract', contract.id, move)
const { decideBy } = await records.get('contract', contract.id)

interface Totals {
  readonly today: string
  readonly groups: readonly { readonly count: number; readonly late: number }[]
}
const desk = async () => {
  const { today, groups }: Totals = await get('/renewals/totals?to=2026-12-31')
  return { today, late: groups.reduce((sum, group) => sum + group.late, 0) }
}
const found = async (filter: object): Promise<number> =>
  (await get(`/contracts/count?filter=${encodeURIComponent(JSON.stringify(filter))}`)).count

describe('what is due', () => {
  it('is due by the day of the company: at its midnight a decision of 30 June is late, and in no list of today’s', async () => {
    expect(decideBy).toBe('2026-06-30')
    await moveTo('Pacific/Auckland')
    clock.set('2026-06-30T11:59:59.000Z')
    expect(await desk()).toEqual({ today: '2026-06-30', late: 0 })
    expect(await found({ decideBy: 'today' })).toBe(1)
    expect(await found({ decideBy: { gte: 'monthStart', lt: 'monthStart+1m' } })).toBe(1)
    clock.set('2026-06-30T12:00:00.000Z')
    expect(await desk()).toEqual({ today: '2026-07-01', late: 1 })
    expect(await found({ decideBy: 'today' })).toBe(0)
    expect(await found({ decideBy: { gte: 'monthStart', lt: 'monthStart+1m' } })).toBe(0)
    expect(await found({ decideBy: { past: '1d' } })).toBe(1)
  })

  it('follows the setting as soon as it is changed', async () => {
    // Eight in the morning of 1 July in Auckland; one in the afternoon of 30 June in Los Angeles.
    clock.set('2026-06-30T20:00:00.000Z')
    expect((await desk()).today).toBe('2026-07-01')
    await moveTo('America/Los_Angeles')
    expect(await desk()).toEqual({ today: '2026-06-30', late: 0 })
    expect(await found({ decideBy: 'today' })).toBe(1)
    expect((await get('/me')).timeZone).toBe('America/Los_Angeles')
    clock.set('2026-07-01T06:59:59.000Z')
    expect((await desk()).today).toBe('2026-06-30')
    clock.set('2026-07-01T07:00:00.000Z')
    expect(await desk()).toEqual({ today: '2026-07-01', late: 1 })
  })

  it('begins with the day there for moments, too, and a past day ends there', async () => {
    clock.set('2026-07-01T06:30:00.000Z')
    const { id } = await records.create('contract', {
      name: 'Late in the evening',
      owner: owner.id,
      counterparty: 'Us',
    })
    expect(await found({ id, createdAt: { gte: 'today' } })).toBe(1)
    expect(await found({ id, createdAt: { lte: '2026-06-30' } })).toBe(1)
    expect(await found({ id, createdAt: { gte: '2026-07-01' } })).toBe(0)
    clock.set('2026-07-01T07:00:00.000Z')
    expect(await found({ id, createdAt: { gte: 'today' } })).toBe(0)
    expect(await found({ id, createdAt: { past: '1d' } })).toBe(1)
    const { rows } = await get(`/contracts?asOf=2026-06-30&filter=${encodeURIComponent(JSON.stringify({ id }))}`)
    expect(rows).toHaveLength(1)
    await moveTo('UTC')
    expect((await get(`/contracts?asOf=2026-06-30&filter=${encodeURIComponent(JSON.stringify({ id }))}`)).rows).toEqual(
      [],
    )
  })

  it('moves a contract’s dates on with the day of the company', async () => {
    await moveTo('Pacific/Auckland')
    // As before each job.
    await kernel.learnZone()
    clock.set('2026-06-30T11:00:00.000Z')
    await keepAllDates(kernel)
    expect((await records.get('contract', contract.id)).decideBy).toBe('2026-06-30')
    clock.set('2026-06-30T12:00:00.000Z')
    await keepAllDates(kernel)
    expect((await records.get('contract', contract.id)).decideBy).toBe('2027-06-30')
  })
})
