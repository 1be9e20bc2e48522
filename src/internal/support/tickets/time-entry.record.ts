import { defineRecord } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const TimeEntry = defineRecord('time_entry', {
  label: ['Time entry', 'Time entries'],
  about: 'How long somebody worked on a ticket, and on which day.',
  title: 'note',
  icon: 'clock',
  fields: {
    ticket: f.ref('ticket', { required: true, index: true, fixed: true }),
    person: f.ref('person', { required: true, index: true, label: 'Who' }),
    spentOn: f.date({ required: true, label: 'Day', index: true }),
    duration: f.duration({ required: true, min: 60, max: 86_400, label: 'Time spent' }),
    note: f.text({ max: 300, help: 'On what.' }),
  },
  access: {
    read: { holds: 'time_entry.read' },
    create: { anyOf: [{ holds: 'time_entry.write' }, { isSelf: 'person' }] },
    update: { anyOf: [{ holds: 'time_entry.archive' }, { isSelf: 'person' }] },
    archive: { anyOf: [{ holds: 'time_entry.archive' }, { isSelf: 'person' }] },
  },
  list: {
    columns: ['spentOn', 'person', 'duration', 'ticket', 'note'],
    sort: '-spentOn',
    views: { Mine: { person: 'me' } },
  },
  page: [{ panel: 'Time spent', shows: ['ticket', 'person', 'spentOn', 'duration', 'note'] }],
})
