import type { DemoPart } from '../demo.server.ts'

const places = [
  ['Hamburg', 'Europe/Berlin', 'DE', 'HH', true],
  ['Kraków', 'Europe/Warsaw', 'PL', null, false],
  ['Eindhoven', 'Europe/Amsterdam', 'NL', null, false],
  ['Boston', 'America/New_York', 'US', 'MA', false],
  ['Singapore', 'Asia/Singapore', 'SG', null, false],
] as const

/** Office hours of the demo company's five countries, and the hours of those who answer at night. */
export const calendarPart: DemoPart = {
  name: 'calendars',
  needs: [],
  create: async ({ records, made, now }) => {
    for (const [name, timeZone, country, region, isDefault] of places) {
      const row = await records.create('calendar', {
        ...{ name: `${name} office`, timeZone, country, region, isDefault },
        ...{ monday: '08:00–18:00', tuesday: '08:00–18:00', wednesday: '08:00–18:00', thursday: '08:00–18:00' },
        friday: '08:00–17:00',
      })
      made.put('calendar', country, row.id)
    }
    const night = '22:00–06:00'
    const shift = await records.create('calendar', {
      name: 'Night operations',
      about: 'Those who watch the data centres at night, whatever day it is.',
      timeZone: 'Europe/Berlin',
      ...{ monday: night, tuesday: night, wednesday: night, thursday: night, friday: night, saturday: night },
      sunday: night,
    })
    made.put('calendar', 'night', shift.id)
    const year = now.getUTCFullYear()
    const hamburg = { calendar: made.id('calendar', 'DE'), isYearly: true }
    await records.createMany('special_day', [
      { ...hamburg, name: 'Christmas Eve', startsOn: `${year}-12-24`, hours: '08:00–12:00' },
      { ...hamburg, name: 'Works holiday', startsOn: `${year}-12-27`, endsOn: `${year}-12-30` },
      { ...hamburg, name: 'New Year’s Eve', startsOn: `${year}-12-31` },
    ])
  },
}
