import { isTimeZone } from '../../kernel/calendar/time-zone.ts'
import { defineRecord, type RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'
import { problemOfHours, problemOfPlace } from './calendar.checks.ts'

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
    problemOfPlace(row.country, row.region),
  ],
})
export type Calendar = RowOf<typeof Calendar>
