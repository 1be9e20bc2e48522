import { defineRecord, type RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'
import { problemOfHours } from './calendar.checks.ts'

const mostDays = 366

export const SpecialDay = defineRecord('special_day', {
  label: ['Special day', 'Special days'],
  about: 'A day, or several, on which a calendar differs: closed, shortened, or open where it would be closed.',
  icon: 'calendar-exclamation',
  fields: {
    name: f.text({ required: true, max: 120, search: 'A', help: 'What people call it: Works holiday, Christmas Eve.' }),
    calendar: f.ref('calendar', { required: true, index: true }),
    startsOn: f.date({ required: true, label: 'From' }),
    endsOn: f.date({ label: 'Until', help: 'The last day; empty for one day.' }),
    hours: f.text({ max: 120, help: 'Open at these hours, such as 09:00–12:00. Empty: closed.' }),
    isYearly: f.bool({ default: false, label: 'Every year' }),
  },
  access: {
    read: 'anyone',
    create: { holds: 'special_day.write' },
    update: { holds: 'special_day.write' },
    archive: { holds: 'special_day.write' },
  },
  list: { columns: ['startsOn', 'endsOn', 'name', 'hours', 'isYearly', 'calendar'], sort: '-startsOn' },
  page: [{ panel: 'Special day', shows: ['name', 'calendar', 'startsOn', 'endsOn', 'hours', 'isYearly'] }],
  check: ({ startsOn, endsOn, hours }) => {
    const says = problemOfHours(hours)
    const days = endsOn === null ? 1 : (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000 + 1
    return [
      days < 1 && { field: 'endsOn', says: 'It ends before it begins.' },
      days > mostDays && { field: 'endsOn', says: 'A special day lasts a year at most: change the calendar instead.' },
      says !== null && { field: 'hours', says },
    ]
  },
})
export type SpecialDay = RowOf<typeof SpecialDay>
