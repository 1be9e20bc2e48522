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
