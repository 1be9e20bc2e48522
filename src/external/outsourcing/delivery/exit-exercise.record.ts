import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const ExitExercise = defineRecord('exit_exercise', {
  label: ['Exit exercise', 'Exit exercises'],
  about: 'A plan of a way in or out, tried out: how far, how long it took, what went wrong.',
  icon: 'activity',
  title: 'name',
  traits: ['comments', 'files', 'tasks'],
  fields: {
    name: f.text({ required: true, max: 160, search: 'A' }),
    plan: f.ref('exit_plan', { required: true, fixed: true, index: true }),
    heldOn: f.date({ required: true, index: true, label: 'Held on' }),
    kind: f.choice(['table_top', 'partial', 'full'], {
      default: 'table_top',
      says: { table_top: 'Talked through', partial: 'In part', full: 'Whole' },
    }),
    outcome: f.choice(['worked', 'with_gaps', 'failed'], {
      required: true,
      tones: { worked: 'good', with_gaps: 'warning', failed: 'bad' },
      says: { worked: 'It worked', with_gaps: 'It worked, with gaps', failed: 'It failed' },
    }),
    took: f.duration({ min: 0 }),
    findings: f.longText({
      max: 8000,
      search: 'B',
      help: 'What was missing, and what follows from it; tasks go below.',
    }),
    ledBy: f.ref('person', { label: 'Led by' }),
  },
  access: {
    read: { holds: 'exit_exercise.read' },
    create: { holds: 'exit_exercise.write' },
    update: { holds: 'exit_exercise.write' },
    archive: { holds: 'exit_exercise.archive' },
  },
  list: { columns: ['heldOn', 'name', 'plan', 'kind', 'outcome', 'took', 'ledBy'], sort: '-heldOn' },
  page: [{ panel: 'Exercise', shows: ['name', 'plan', 'heldOn', 'kind', 'outcome', 'took', 'ledBy', 'findings'] }],
})
export type ExitExercise = RowOf<typeof ExitExercise>
