import { describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'

const clock = testClock()
clock.set('2026-11-27T12:00:00Z')
const { app, kernel } = await testApplication({ clock })
const world = createWorld(kernel)
const reader = await createCaller(kernel, { permissions: ['automation_rule.read', 'calendar.read'] })
const stranger = await createCaller(kernel, { permissions: ['service.read'] })
const ask = (query: Record<string, string>, { token } = reader) =>
  app.inject({
    url: `/api/v1/automation-rules/next-times?${new URLSearchParams({ timeZone: 'Europe/Berlin', startsAt: '2026-01-01T07:00:00Z', ...query }).toString()}`,
    headers: { authorization: `Bearer ${token}` },
  })
const times = async (query: Record<string, string>): Promise<readonly string[]> => {
  const answer = await ask(query)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<{ times: string[] }>().times
}

describe('when a schedule is next due', () => {
  it('is told for the next five times, at the same hour in summer and winter', async () => {
    expect(await times({ recurrence: 'FREQ=MONTHLY;BYDAY=1MO' })).toEqual([
      '2026-12-07T07:00:00.000Z',
      '2027-01-04T07:00:00.000Z',
      '2027-02-01T07:00:00.000Z',
      '2027-03-01T07:00:00.000Z',
      '2027-04-05T06:00:00.000Z',
    ])
  })

  it('begins with the first time of what is to begin later, and tells fewer where fewer are left', async () => {
    const later = { startsAt: '2027-06-01T06:00:00Z' }
    expect((await times({ ...later, recurrence: 'FREQ=DAILY' }))[0]).toBe('2027-06-01T06:00:00.000Z')
    expect(await times({ ...later, recurrence: 'FREQ=DAILY;COUNT=2' })).toHaveLength(2)
    expect(await times({ recurrence: 'FREQ=DAILY;COUNT=2' })).toEqual([])
  })

  it('finds what comes rarely, and doesn’t tire of what comes each minute or never', async () => {
    expect(await times({ recurrence: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29' })).toHaveLength(3)
    expect(await times({ recurrence: 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31' })).toEqual([])
    expect(await times({ recurrence: 'FREQ=MINUTELY', startsAt: '1990-01-01T00:00:00Z' })).toHaveLength(5)
  })

  it('avoids the closed days of a calendar as the rule would', async () => {
    const { id } = await world.another('calendar', {
      ...{ name: 'Hamburg', timeZone: 'Europe/Berlin', country: 'DE', region: 'HH' },
      ...{ monday: '9-17', tuesday: '9-17', wednesday: '9-17', thursday: '9-17', friday: '9-17' },
    })
    const first = { recurrence: 'FREQ=MONTHLY;BYMONTHDAY=25', calendar: id }
    expect((await times(first))[0]).toBe('2026-12-25T07:00:00.000Z')
    expect((await times({ ...first, shift: 'next' }))[0]).toBe('2026-12-28T07:00:00.000Z')
    expect((await times({ ...first, shift: 'previous' }))[0]).toBe('2026-12-24T07:00:00.000Z')
    expect((await times({ ...first, shift: 'skip' }))[0]).toBe('2027-01-25T07:00:00.000Z')
  })

  it('refuses with words what can’t be read, and tells nothing to those who may not read rules', async () => {
    const daily = { recurrence: 'FREQ=DAILY' }
    const refused = [
      await ask({ recurrence: 'daily' }),
      await ask({ ...daily, timeZone: 'Mars' }),
      await ask({ ...daily, startsAt: 'soon' }),
      await ask({ ...daily, calendar: '01890000-0000-7000-8000-000000000000', shift: 'next' }),
      await ask(daily, stranger),
    ]
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([422, 422, 400, 404, 403])
  })
})
