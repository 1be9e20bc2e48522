import { defineRecord } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const OnCallOverride = defineRecord('on_call_override', {
  label: ['On-call override', 'On-call overrides'],
  about: 'Somebody is on call in place of whoever’s turn it would be: a swap, a holiday, an illness.',
  icon: 'calendar-exclamation',
  fields: {
    why: f.text({ required: true, max: 120, search: 'A', help: 'Swap, holiday, illness.' }),
    rota: f.ref('on_call_rota', { required: true, index: true }),
    person: f.ref('person', { required: true, label: 'Is on call' }),
    startsAt: f.dateTime({ required: true, label: 'From' }),
    endsAt: f.dateTime({ required: true, label: 'Until' }),
  },
  access: {
    read: { holds: 'on_call_override.read' },
    create: { holds: 'on_call_override.write' },
    update: { holds: 'on_call_override.write' },
    archive: { holds: 'on_call_override.write' },
  },
  list: { columns: ['why', 'rota', 'person', 'startsAt', 'endsAt'], sort: '-startsAt' },
  page: [{ panel: 'Override', shows: ['why', 'rota', 'person', 'startsAt', 'endsAt'] }],
  check: (row) => [row.endsAt <= row.startsAt && { field: 'endsAt', says: 'It must end after it begins.' }],
})
