import { isTimeZone } from '../../kernel/calendar/time-zone.ts'
import { defineRecord, type RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'
import { holidayPlaces } from './holiday-places.ts'
import { problemOfHours } from './hours.ts'

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const hours = {
  max: 120,
  help: '08:00–17:00, or 08:00–12:00, 13:00–17:00; 22:00–06:00 runs into the next day.',
} as const

export const Calendar = defineRecord('calendar', {
  label: ['Calendar', 'Calendars'],
  about: 'When somebody works: hours by weekday in a time zone, public holidays, and days that differ.',
  icon: 'calendar-time',
  traits: ['comments', 'relations'],
  fields: {
    name: f.text({ required: true, max: 120, search: 'A', unique: true }),
    about: f.longText({ max: 2000, search: 'C', help: 'For whom it holds: a site, a team, a contract.' }),
    timeZone: f.text({
      required: true,
      default: 'Europe/Berlin',
      max: 60,
      help: 'An IANA name such as Europe/Berlin.',
    }),
    isDefault: f.bool({ default: false, label: 'Default', help: 'Counts where nothing says which calendar does.' }),
    monday: f.text(hours),
    tuesday: f.text(hours),
    wednesday: f.text(hours),
    thursday: f.text(hours),
    friday: f.text(hours),
    saturday: f.text(hours),
    sunday: f.text({ ...hours, help: 'A day without hours is closed. All day is open around the clock.' }),
    country: f.text({
      max: 2,
      label: 'Holidays of',
      help: 'Two letters, as in ISO 3166-1: DE, US, SG. None: no holidays.',
    }),
    region: f.text({
      max: 20,
      help: 'The part of the country, where holidays differ: BY for Bavaria, MA for Massachusetts.',
    }),
  },
  access: {
    read: 'anyone',
    create: { holds: 'calendar.write' },
    update: { holds: 'calendar.write' },
    archive: { holds: 'calendar.archive' },
  },
  list: {
    columns: ['name', 'timeZone', 'country', 'region', 'isDefault'],
    sort: 'name',
  },
  page: [
    { panel: 'Calendar', shows: ['name', 'about', 'timeZone', 'isDefault'] },
    { panel: 'Hours', shows: weekdays },
    { panel: 'Public holidays', shows: ['country', 'region'] },
  ],
  matchOn: ['name'],
  check: (row) => [
    !isTimeZone(row.timeZone) && {
      field: 'timeZone',
      says: `There is no time zone '${row.timeZone}'. Try Europe/Berlin.`,
    },
    ...weekdays.map((field) => {
      const says = problemOfHours(row[field])
      return says !== null && { field, says }
    }),
    ...placeProblems(row.country, row.region),
  ],
})
export type Calendar = RowOf<typeof Calendar>

function placeProblems(country: string | null, region: string | null) {
  if (country === null)
    return [region !== null && { field: 'region' as const, says: 'A region needs its country beside it.' }]
  const regions = holidayPlaces.get(country)
  if (!regions)
    return [
      { field: 'country' as const, says: `No holidays are known for '${country}'. Two capital letters, such as DE.` },
    ]
  if (region === null || regions.includes(region)) return []
  const known = regions.length > 0 ? `It has ${regions.join(', ')}.` : 'It has the same holidays everywhere.'
  return [{ field: 'region' as const, says: `${country} has no region '${region}' with holidays of its own. ${known}` }]
}
