import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const ImprovementPlan = defineRecord('improvement_plan', {
  label: ['Improvement plan', 'Improvement plans'],
  about: 'What a vendor agreed to make better: from which value to which, until when, and the steps there, as tasks.',
  number: 'VIP-{0000}',
  icon: 'list-search',
  traits: ['comments', 'files', 'watchers', 'relations', 'tasks'],
  fields: {
    title: f.text({ required: true, max: 200, search: 'A' }),
    vendor: f.ref('vendor', { required: true, fixed: true, index: true }),
    engagement: f.ref('engagement', { index: true }),
    goal: f.longText({ max: 4000, search: 'B', help: 'How we will know that it worked.' }),
    metric: f.ref('scorecard_metric', { help: 'By which it is measured.' }),
    baseline: f.decimal({ scale: 6, label: 'Value at the start' }),
    target: f.decimal({ scale: 6, label: 'Value to be reached' }),
    owner: f.ref('person', { index: true, help: 'Who of us follows it.' }),
    contact: f.ref('vendor_contact', { help: 'Who at the vendor answers for it.' }),
    startsOn: f.date({ label: 'From' }),
    endsOn: f.date({ index: true, label: 'Until' }),
    outcome: f.longText({ max: 4000 }),
  },
  states: {
    start: 'draft',
    all: ['draft', 'running', 'reached', 'missed'],
    tones: { draft: 'neutral', running: 'info', reached: 'good', missed: 'bad' },
    moves: {
      agree: { from: ['draft'], to: 'running', label: 'Record as agreed', needs: ['startsOn', 'endsOn', 'goal'] },
      reach: { from: ['running'], to: 'reached', label: 'Record as reached', needs: ['outcome'] },
      miss: { from: ['running'], to: 'missed', label: 'Record as missed', needs: ['outcome'] },
      extend: { from: ['missed'], to: 'running', label: 'Go on with it', needs: ['endsOn'] },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'improvement_plan.read' }, { isSelf: 'owner' }] },
    create: { holds: 'improvement_plan.write' },
    update: { anyOf: [{ holds: 'improvement_plan.write' }, { isSelf: 'owner' }] },
    archive: { holds: 'improvement_plan.archive' },
  },
  list: {
    columns: ['number', 'title', 'vendor', 'owner', 'target', 'endsOn', 'state'],
    sort: 'endsOn',
    views: {
      Running: { state: 'running' },
      'Over time': { state: 'running', endsOn: { lt: 'today' } },
      Mine: { owner: 'me' },
    },
  },
  waits: [
    {
      says: 'See whether the plan was reached',
      whom: 'owner',
      by: 'endsOn',
      of: 'vendor',
      where: { state: 'running' },
      ahead: 7,
    },
  ],
  page: [
    { panel: 'Plan', shows: ['title', 'vendor', 'engagement', 'goal', 'owner', 'contact'] },
    { panel: 'Measured by', shows: ['metric', 'baseline', 'target', 'startsOn', 'endsOn'] },
    { panel: 'Outcome', shows: ['outcome'] },
  ],
  check: (row) => [
    row.startsOn !== null &&
      row.endsOn !== null &&
      row.endsOn < row.startsOn && { field: 'endsOn', says: 'It must not end before it begins.' },
  ],
})
export type ImprovementPlan = RowOf<typeof ImprovementPlan>
