import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { isTimeOfDay, weekdays } from './cover.ts'

export const CoverWindow = defineRecord('cover_window', {
  label: ['Cover window', 'Cover windows'],
  about: 'Hours of the week in which somebody looks after an outsourced service: the supplier, or a team of ours.',
  icon: 'clock',
  title: 'by',
  fields: {
    outsourcedService: f.ref('outsourced_service', { required: true, fixed: true, index: true, label: 'Of' }),
    by: f.choice(['supplier', 'us'], { default: 'supplier', says: { supplier: 'The supplier', us: 'We' } }),
    team: f.ref('team', { showWhen: { by: ['us'] } }),
    days: f.choices(weekdays, { default: ['mon', 'tue', 'wed', 'thu', 'fri'], says: dayNames() }),
    startsAt: f.text({ required: true, default: '08:00', max: 5, label: 'From' }),
    endsAt: f.text({
      required: true,
      label: 'Until',
      default: '18:00',
      max: 5,
      help: '24:00 is the end of the day; a time that is not after the first one is on the next day.',
    }),
    means: f.choice(['on_site', 'at_desk', 'on_call'], {
      default: 'at_desk',
      says: { on_site: 'On site', at_desk: 'At their desk', on_call: 'On call' },
    }),
  },
  access: {
    read: { holds: 'cover_window.read' },
    create: { holds: 'cover_window.write' },
    update: { holds: 'cover_window.write' },
    archive: { holds: 'cover_window.archive' },
  },
  list: { columns: ['outsourcedService', 'by', 'days', 'startsAt', 'endsAt', 'means', 'team'], sort: 'createdAt' },
  page: [{ panel: 'Cover', shows: ['outsourcedService', 'by', 'team', 'days', 'startsAt', 'endsAt', 'means'] }],
  check: (row) => [
    !isTimeOfDay(row.startsAt, '23:59') && { field: 'startsAt', says: 'Write it as 08:00.' },
    !isTimeOfDay(row.endsAt, '24:00') && { field: 'endsAt', says: 'Write it as 18:00; 24:00 is the end of the day.' },
    row.days.length === 0 && { field: 'days', says: 'Choose at least one day.' },
  ],
})
export type CoverWindow = RowOf<typeof CoverWindow>

function dayNames() {
  return { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' }
}
