import { isTimeZone } from '../../../kernel/calendar/time-zone.ts'
import { defineRecord } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const OnCallRota = defineRecord('on_call_rota', {
  label: ['On-call rota', 'On-call rotas'],
  about: 'Who of a team is on call when: they take turns by the day or by the week, and hand over at an hour.',
  icon: 'calendar-time',
  fields: {
    name: f.text({ required: true, max: 120, search: 'A' }),
    team: f.ref('team', { required: true, unique: true }),
    people: f.refs('person', { help: 'In the order in which they take turns.' }),
    turns: f.choice(['day', 'week'], {
      default: 'week',
      label: 'A turn lasts',
      says: { day: 'A day', week: 'A week' },
    }),
    startsOn: f.date({ required: true, label: 'First turn on', help: 'Turns change on its weekday, or every day.' }),
    handOverAt: f.text({ required: true, default: '09:00', max: 5, label: 'Hand-over at' }),
    timeZone: f.text({
      required: true,
      default: 'Europe/Berlin',
      max: 60,
      help: 'An IANA name such as Europe/Berlin.',
    }),
  },
  access: {
    read: { holds: 'on_call_rota.read' },
    create: { holds: 'on_call_rota.write' },
    update: { holds: 'on_call_rota.write' },
    archive: { holds: 'on_call_rota.write' },
  },
  list: { columns: ['name', 'team', 'people', 'turns', 'handOverAt', 'timeZone'], sort: 'name' },
  page: [{ panel: 'Rota', shows: ['name', 'team', 'people', 'turns', 'startsOn', 'handOverAt', 'timeZone'] }],
  check: (rota) => [
    !/^([01]\d|2[0-3]):[0-5]\d$/.test(rota.handOverAt) && { field: 'handOverAt', says: 'Write it as 09:00.' },
    !isTimeZone(rota.timeZone) && {
      field: 'timeZone',
      says: `There is no time zone '${rota.timeZone}'. Try Europe/Berlin.`,
    },
  ],
})
