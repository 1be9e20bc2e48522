import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { calendarPrograms, lacksCalendarPrograms } from '../../../../test/kit/calendar-programs.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'

describe.skipIf(lacksCalendarPrograms)('calendar programs of the distribution', async () => {
  const { app, kernel } = await testApplication()
  const { follow, sync, shown, count } = calendarPrograms()
  const records = kernel.store.asSystem('test')

  it('follow a feed: vdirsyncer fetches it, khal shows it, and what changes changes there', async () => {
    const row = await records.create('person', { name: 'Zoë Ångström, retiring; at last', startsOn: '2026-03-09' })
    const who = await createCaller(kernel, { permissions: ['person.read'] })
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/calendar-feeds',
      headers: { authorization: `Bearer ${who.token}` },
      payload: { name: 'Beginners', type: 'person', filter: {}, dateField: 'startsOn' },
    })
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    follow(`http://127.0.0.1:${port}${new URL(answer.json().url).pathname}`)

    await sync()
    expect(await shown('2026-03-01', 60)).toBe('2026-03-09 Zoë Ångström, retiring; at last')
    await records.update('person', row.id, { startsOn: '2026-03-16' })
    await sync()
    expect(await shown('2026-03-01', 60)).toBe('2026-03-16 Zoë Ångström, retiring; at last')
    expect(count()).toBe(1)
  }, 60_000)
})
