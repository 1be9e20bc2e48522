import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const ExitPlan = defineRecord('exit_plan', {
  label: ['Exit plan', 'Exit plans'],
  about:
    'How we get into, or out of, what a supplier runs for us: a runbook whose steps are tasks, tried out in exercises.',
  number: 'EXIT-{0000}',
  icon: 'list-search',
  traits: ['comments', 'files', 'tags', 'watchers', 'tasks'],
  fields: {
    name: f.text({ required: true, max: 160, search: 'A' }),
    engagement: f.ref('engagement', { required: true, fixed: true, index: true, onArchive: 'restrict' }),
    kind: f.choice(['exit', 'transition'], {
      default: 'exit',
      says: { exit: 'Way out', transition: 'Way in' },
    }),
    owner: f.ref('person', { index: true }),
    trigger: f.longText({ max: 2000, label: 'When it begins', help: 'What must have happened, and who decides.' }),
    target: f.longText({ max: 2000, label: 'Where it leads', help: 'Another supplier, ourselves, or doing without.' }),
    takes: f.duration({ min: 0, label: 'Takes', help: 'From the decision until nothing depends on the supplier.' }),
    cost: f.money({ label: 'What it costs' }),
    dataReturn: f.longText({
      max: 2000,
      label: 'How data come back',
      help: 'Formats, how long, and proof of deletion.',
    }),
    exerciseEvery: f.int({ min: 1, max: 60, default: 12, unit: 'months', isRhythm: true, label: 'Tried out' }),
    exerciseAgainAfter: f.int({
      ...{ min: 1, max: 60, label: 'After a failure within … months' },
      help: 'Sooner than otherwise. Empty: as after any other.',
    }),
    agreedOn: f.date({ worked: 'derived', label: 'First agreed on' }),
    exercisedOn: f.date({ worked: 'derived', label: 'Last tried out on' }),
    lastOutcome: f.choice(['worked', 'with_gaps', 'failed'], {
      ...{ worked: 'derived', label: 'How that came out' },
      tones: { worked: 'good', with_gaps: 'warning', failed: 'bad' },
      says: { worked: 'It worked', with_gaps: 'It worked, with gaps', failed: 'It failed' },
    }),
    exerciseDueOn: f.date({
      ...{ worked: 'derived', index: true, label: 'To be tried out by' },
      help: 'Counted from the last exercise that was held, or from when it was first agreed.',
    }),
  },
  states: {
    start: 'draft',
    all: ['draft', 'agreed', 'in_use', 'retired'],
    tones: { draft: 'info', agreed: 'good', in_use: 'warning', retired: 'neutral' },
    moves: {
      agree: { from: ['draft'], to: 'agreed', label: 'Agree', needs: ['owner'] },
      revise: { from: ['agreed'], to: 'draft', label: 'Revise' },
      use: { from: ['agreed'], to: 'in_use', label: 'Put to use' },
      retire: { from: ['draft', 'agreed', 'in_use'], to: 'retired', label: 'Retire' },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'exit_plan.read' }, { isSelf: 'owner' }] },
    create: { holds: 'exit_plan.write' },
    update: { anyOf: [{ holds: 'exit_plan.write' }, { isSelf: 'owner' }] },
    archive: { holds: 'exit_plan.archive' },
  },
  list: {
    columns: ['number', 'name', 'engagement', 'kind', 'owner', 'takes', 'exerciseDueOn', 'state'],
    sort: 'name',
    views: {
      'Ways out': { kind: 'exit' },
      'I own': { owner: 'me' },
      'To be tried out in 60 days': { exerciseDueOn: { lte: 'today+60d' } },
      'Not tried out in time': { exerciseDueOn: { lt: 'today' } },
    },
  },
  waits: [
    { says: 'Try the way out', whom: 'owner', by: 'exerciseDueOn', of: 'engagement', where: { state: 'agreed' } },
  ],
  page: [
    { panel: 'Plan', shows: ['name', 'engagement', 'kind', 'owner'] },
    { panel: 'How', shows: ['trigger', 'target', 'takes', 'cost', 'dataReturn'] },
    {
      panel: 'Tried out',
      shows: ['exerciseEvery', 'exerciseAgainAfter', 'exerciseDueOn', 'exercisedOn', 'lastOutcome', 'agreedOn'],
    },
  ],
  matchOn: ['name'],
  matchWithin: 'engagement',
})
export type ExitPlan = RowOf<typeof ExitPlan>
