import Holidays from 'date-holidays'
import { describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { addBusiness, businessBetween } from '../../kernel/calendar/business-time.ts'
import { alwaysOpen } from '../../kernel/calendar/calendar.ts'
import { openCalendars } from './calendars.server.ts'
import { holidayPlaces } from './holiday-places.ts'
import { holidaysOf } from './holidays.server.ts'
import type { CalendarYear } from './year.ts'

const { app, kernel } = await testApplication()
const reader = await createCaller(kernel, { name: 'Reader', permissions: [] })
const records = kernel.store.asSystem('test')
const calendars = openCalendars(kernel.store)
const weekday = '08:00–17:00'
const office = (name: string, more: Record<string, unknown> = {}) =>
  records.create('calendar', {
    ...{ name, timeZone: 'Europe/Berlin', country: 'DE', region: 'HH' },
    ...{ monday: weekday, tuesday: weekday, wednesday: weekday, thursday: weekday, friday: weekday },
    ...more,
  })
const at = (text: string): Date => new Date(text)
const hour = 3600

describe('calendars', () => {
  it('are always open where none is the default, and the default where none is said', async () => {
    expect(await calendars.find(null)).toBe(alwaysOpen)
    const { id } = await office('Head office', { isDefault: true })
    expect(await calendars.find(null)).toBe(await calendars.find(id))
  })

  it('know public holidays by country and region', async () => {
    const hamburg = await calendars.find((await office('Hamburg')).id)
    const munich = await calendars.find((await office('Munich', { region: 'BY' })).id)
    const [from, until] = [at('2026-10-30T23:00:00Z'), at('2026-11-03T00:00:00Z')]
    expect(businessBetween(hamburg, at('2026-01-06T00:00:00Z'), at('2026-01-07T00:00:00Z'))).toBe(9 * hour)
    expect(businessBetween(munich, at('2026-01-06T00:00:00Z'), at('2026-01-07T00:00:00Z'))).toBe(0)
    expect(businessBetween(hamburg, from, until)).toBe(9 * hour)
  })

  it('let special days stand before weekdays and holidays, once or every year', async () => {
    const { id } = await office('Leipzig', { region: 'SN' })
    const special = { calendar: id, name: 'Inventory' }
    await records.create('special_day', { ...special, startsOn: '2026-12-27', endsOn: '2026-12-30' })
    await records.create('special_day', { ...special, startsOn: '2020-12-24', hours: '08:00–12:00', isYearly: true })
    await records.create('special_day', { ...special, startsOn: '2026-12-25', hours: '10:00–11:00' })
    const calendar = await calendars.find(id)
    expect(addBusiness(calendar, at('2026-12-24T10:00:00Z'), 2 * hour)).toEqual(at('2026-12-25T10:00:00Z'))
    expect(addBusiness(calendar, at('2026-12-25T10:00:00Z'), hour)).toEqual(at('2026-12-31T08:00:00Z'))
    expect(businessBetween(calendar, at('2028-12-24T00:00:00Z'), at('2028-12-25T00:00:00Z'))).toBe(4 * hour)
  })

  it('are worked out again once one of their days changes, and not before', async () => {
    const { id } = await office('Gera', { region: 'TH' })
    const before = await calendars.find(id)
    expect(await calendars.find(id)).toBe(before)
    const day = await records.create('special_day', { calendar: id, name: 'Move', startsOn: '2026-03-03' })
    expect(businessBetween(await calendars.find(id), at('2026-03-03T00:00:00Z'), at('2026-03-04T00:00:00Z'))).toBe(0)
    await records.archive('special_day', day.id)
    expect(businessBetween(await calendars.find(id), at('2026-03-03T00:00:00Z'), at('2026-03-04T00:00:00Z'))).toBe(
      9 * hour,
    )
  })

  it('say what is wrong with a place, and which there are', async () => {
    await expect(office('X', { country: 'XX', region: null })).rejects.toMatchObject({
      problems: [{ field: 'country', says: "No holidays are known for 'XX'. Two capital letters, such as DE." }],
    })
    await expect(office('X', { region: 'HAM' })).rejects.toMatchObject({ problems: [{ field: 'region' }] })
    await expect(office('X', { country: null })).rejects.toMatchObject({ problems: [{ field: 'region' }] })
    await expect(office('X', { monday: 'nine' })).rejects.toMatchObject({ problems: [{ field: 'monday' }] })
    await expect(office('X', { timeZone: 'Mars/Olympus' })).rejects.toMatchObject({ problems: [{ field: 'timeZone' }] })
  })

  it('show their year: each day, and those that differ by name', async () => {
    const { id } = await office('Year')
    await records.create('special_day', { calendar: id, name: 'Christmas Eve', startsOn: '2026-12-24', hours: '8–12' })
    const headers = { authorization: `Bearer ${reader.token}` }
    const answer = await app.inject({ url: `/api/v1/calendars/${id}/year?year=2026`, headers })
    const { days, named }: CalendarYear = answer.json()
    expect(days).toHaveLength(365)
    expect(days.find(({ day }) => day === '2026-12-24')).toEqual({ day: '2026-12-24', kind: 'special', minutes: 240 })
    expect(days.find(({ day }) => day === '2026-12-25')).toEqual({ day: '2026-12-25', kind: 'holiday', minutes: 0 })
    expect(days.find(({ day }) => day === '2026-12-28')).toEqual({ day: '2026-12-28', kind: 'open', minutes: 540 })
    expect(named).toContainEqual({ day: '2026-12-24', kind: 'special', name: 'Christmas Eve', hours: '08:00–12:00' })
    expect(named).toContainEqual({ day: '2026-10-31', kind: 'holiday', name: 'Reformation Day', hours: 'closed' })
    expect((await app.inject({ url: `/api/v1/calendars/${id}/year?year=3000`, headers })).statusCode).toBe(400)
  })
})

describe('public holidays', () => {
  it('are the same each time, and none outside of the years that are worked out', async () => {
    const singapore = await holidaysOf('SG', null)
    expect(singapore('2026-02-17')).toBe('Chinese New Year')
    expect([singapore('1989-01-01'), singapore('2101-01-01'), singapore('9999-01-01')]).toEqual([null, null, null])
  })

  it('have the countries and regions that the source knows, and no others', () => {
    const source = new Holidays()
    const known = Object.keys(source.getCountries('en')).map((country) => [
      country,
      Object.keys(source.getStates(country, 'en') ?? {}).toSorted(),
    ])
    const ours = [...holidayPlaces].map(([country, regions]) => [country, regions.toSorted()])
    expect(ours.toSorted()).toEqual(known.toSorted())
  })
})
