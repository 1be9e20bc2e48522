import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { calendarPrograms, lacksCalendarPrograms } from '../../../test/kit/calendar-programs.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'

describe.skipIf(lacksCalendarPrograms)('the days by which to decide, in a calendar program', async () => {
  const { app, kernel } = await testApplication({ clock: testClock('2026-03-02T09:00:00.000Z') })
  const { follow, sync, shown, count } = calendarPrograms()
  const records = kernel.store.asSystem('test')

  it('are those of the contracts’ clocks, move when a log moves them, and go once it is decided', async () => {
    const owner = await records.create('person', { name: 'Vera' })
    const contract = async (name: string, startsOn: string): Promise<string> => {
      const { id } = await records.create('contract', {
        ...{ name, owner: owner.id, counterparty: 'Nordlys Netz', signedOn: '2025-07-01' },
        ...{ leadCount: 30, leadUnit: 'days' },
      })
      await records.create('contract_event', {
        ...{ contract: id, subject: 'Signed', kind: 'initial', happenedOn: '2025-07-01', startsOn },
        ...{ termCount: 12, termUnit: 'months', renewal: 'automatic', renewalCount: 12, renewalUnit: 'months' },
        ...{ noticeCount: 1, noticeUnit: 'months' },
      })
      for (const move of ['submit', 'approve', 'sign']) await records.move('contract', id, move)
      return id
    }
    const id = await contract('Lines between all sites', '2025-07-01')
    await contract('Monitoring', '2026-01-01')
    const who = await createCaller(kernel, { permissions: ['contract.read'] })
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/calendar-feeds',
      headers: { authorization: `Bearer ${who.token}` },
      payload: {
        ...{ name: 'Decisions', type: 'contract', dateField: 'decideBy' },
        filter: { state: 'in_force', decision: null },
      },
    })
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    follow(`http://127.0.0.1:${port}${new URL(answer.json().url).pathname}`)

    await sync()
    // A month before the end on 30 June is 31 May, and thirty days before that 1 May.
    expect(await shown('2026-03-01', 360)).toBe('2026-05-01 Lines between all sites\n2026-10-31 Monitoring')
    await records.create('contract_event', {
      ...{ contract: id, subject: 'Longer', kind: 'extension', happenedOn: '2026-03-02', endsOn: '2026-09-30' },
    })
    await sync()
    expect(await shown('2026-03-01', 360)).toBe('2026-08-01 Lines between all sites\n2026-10-31 Monitoring')
    expect(count()).toBe(2)
    await records.create('contract_event', {
      ...{ contract: id, subject: 'Renew', kind: 'decision', happenedOn: '2026-03-02', decision: 'renew' },
      ...{ decidedEnd: '2026-09-30', reason: 'It works.' },
    })
    await sync()
    expect(await shown('2026-03-01', 360)).toBe('2026-10-31 Monitoring')
  }, 60_000)
})

describe('a day to decide that moves', async () => {
  const clock = testClock('2026-03-02T09:00:00.000Z')
  const { app, kernel } = await testApplication({ clock })
  const records = kernel.store.asSystem('test')

  it('counts up the sequence of its event, though the contract has no new version', async () => {
    const owner = await records.create('person', { name: 'Vera' })
    const { id } = await records.create('contract', {
      ...{ name: 'Lines', owner: owner.id, counterparty: 'Nordlys Netz', leadCount: 30, leadUnit: 'days' },
    })
    await records.create('contract_event', {
      ...{ contract: id, subject: 'Signed', kind: 'initial', happenedOn: '2025-07-01', startsOn: '2025-07-01' },
      ...{ termCount: 12, termUnit: 'months', renewal: 'automatic', renewalCount: 12, renewalUnit: 'months' },
    })
    const who = await createCaller(kernel, { permissions: ['contract.read'] })
    const made = await app.inject({
      ...{ method: 'POST', url: '/api/v1/calendar-feeds', headers: { authorization: `Bearer ${who.token}` } },
      payload: { name: 'Decisions', type: 'contract', dateField: 'decideBy', filter: {} },
    })
    const { pathname } = new URL(made.json<{ url: string }>().url)
    const shown = async (): Promise<readonly string[]> => {
      const { body } = await app.inject({ url: pathname })
      return ['DTSTART;VALUE=DATE', 'SEQUENCE', 'DTSTAMP'].map(
        (name) => new RegExp(`^${name}:(.*)\\r$`, 'm').exec(body)?.[1] ?? '',
      )
    }
    const { version } = await records.get('contract', id)
    expect(await shown()).toEqual(['20260531', String(version), '20260302T090000Z'])
    expect(await shown()).toEqual(['20260531', String(version), '20260302T090000Z'])
    clock.set('2026-03-03T09:00:00.000Z')
    const move = (endsOn: string) =>
      records.create('contract_event', {
        ...{ contract: id, subject: 'Longer', kind: 'extension', happenedOn: '2026-03-02', endsOn },
      })
    await move('2026-09-30')
    expect(await shown()).toEqual(['20260831', String(version + 1), '20260303T090000Z'])
    await move('2026-06-30')
    expect(await shown()).toEqual(['20260531', String(version + 2), '20260303T090000Z'])
    expect((await records.get('contract', id)).version).toBe(version)
    await records.update('contract', id, { name: 'Lines to the branches' })
    expect((await shown())[1]).toBe(String(version + 3))
  })
})
