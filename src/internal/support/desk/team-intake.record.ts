import { defineRecord } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { modes } from './assign.ts'

export const TeamIntake = defineRecord('team_intake', {
  label: ['Intake', 'Intakes'],
  about: 'How the tickets of a team find their agent: by hand, in turn, by load or by skill.',
  icon: 'hierarchy-2',
  title: 'name',
  fields: {
    name: f.text({ required: true, max: 120, search: 'A' }),
    team: f.ref('team', { required: true, unique: true }),
    mode: f.choice(modes, {
      default: 'off',
      label: 'New tickets go',
      says: {
        off: 'To nobody; they are taken by hand',
        round_robin: 'To one after another',
        least_loaded: 'To whoever has least to do',
        skill: 'To whoever knows most about it',
      },
    }),
    mostOpen: f.int({ min: 1, max: 1000, label: 'At most', help: 'Nobody is given more than so many open tickets.' }),
    calendar: f.ref('calendar', { label: 'Open time', help: 'Outside of it whoever is on call is given tickets.' }),
  },
  access: {
    read: { holds: 'team_intake.read' },
    create: { holds: 'team_intake.write' },
    update: { holds: 'team_intake.write' },
    archive: { holds: 'team_intake.write' },
  },
  list: { columns: ['name', 'team', 'mode', 'mostOpen', 'calendar'], sort: 'name' },
  page: [{ panel: 'Intake', shows: ['name', 'team', 'mode', 'mostOpen', 'calendar'] }],
})
