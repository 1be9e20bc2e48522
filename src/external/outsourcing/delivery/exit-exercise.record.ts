import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const ExitExercise = defineRecord('exit_exercise', {
  label: ['Exit exercise', 'Exit exercises'],
  about: 'A plan of a way in or out, tried out: when, how far, how long it took, what went wrong.',
  icon: 'activity',
  title: 'name',
  traits: ['comments', 'files', 'tasks'],
  fields: {
    name: f.text({ required: true, max: 160, search: 'A' }),
    plan: f.ref('exit_plan', { required: true, fixed: true, index: true }),
    plannedFor: f.date({ required: true, index: true, label: 'Planned for' }),
    heldOn: f.date({ index: true, label: 'Held on' }),
    kind: f.choice(['table_top', 'partial', 'full'], {
      default: 'table_top',
      says: { table_top: 'Talked through', partial: 'In part', full: 'Whole' },
    }),
    outcome: f.choice(['worked', 'with_gaps', 'failed'], {
      tones: { worked: 'good', with_gaps: 'warning', failed: 'bad' },
      says: { worked: 'It worked', with_gaps: 'It worked, with gaps', failed: 'It failed' },
    }),
    took: f.duration({ min: 0 }),
    findings: f.longText({
      max: 8000,
      search: 'B',
      help: 'What was missing, and what follows from it; tasks go below.',
    }),
    ledBy: f.ref('person', { index: true, label: 'Led by' }),
    whyCalledOff: f.text({ max: 300, label: 'Why it was called off' }),
  },
  states: {
    start: 'planned',
    all: ['planned', 'held', 'called_off'],
    tones: { planned: 'info', held: 'good', called_off: 'neutral' },
    moves: {
      hold: {
        from: ['planned'],
        to: 'held',
        label: 'Record as held',
        needs: ['heldOn', 'outcome'],
        asks: ['took', 'findings'],
      },
      callOff: { from: ['planned'], to: 'called_off', label: 'Call off', needs: ['whyCalledOff'] },
      plan: { from: ['called_off'], to: 'planned', label: 'Plan again', clears: ['whyCalledOff'] },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'exit_exercise.read' }, { isSelf: 'ledBy' }] },
    create: { holds: 'exit_exercise.write' },
    update: { anyOf: [{ holds: 'exit_exercise.write' }, { isSelf: 'ledBy' }] },
    archive: { holds: 'exit_exercise.archive' },
  },
  list: {
    columns: ['plannedFor', 'name', 'plan', 'kind', 'heldOn', 'outcome', 'ledBy', 'state'],
    sort: '-plannedFor',
    views: {
      'Planned in 60 days': { plannedFor: { lte: 'today+60d' }, state: 'planned' },
      Overdue: { plannedFor: { lt: 'today' }, state: 'planned' },
      Mine: { ledBy: 'me' },
      Failed: { outcome: 'failed', state: 'held' },
    },
  },
  page: [
    { panel: 'Exercise', shows: ['name', 'plan', 'plannedFor', 'kind', 'ledBy'] },
    { panel: 'How it went', shows: ['heldOn', 'outcome', 'took', 'findings', 'whyCalledOff'] },
  ],
})
export type ExitExercise = RowOf<typeof ExitExercise>
