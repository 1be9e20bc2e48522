import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const Scorecard = defineRecord('scorecard', {
  label: ['Scorecard', 'Scorecards'],
  about: 'By what engagements of one kind are judged, and how often: weighted metrics, the same for all that use it.',
  icon: 'checks',
  traits: ['comments'],
  fields: {
    name: f.text({ required: true, max: 120, search: 'A', unique: true }),
    purpose: f.longText({ max: 2000, search: 'C', help: 'Which engagements it is for.' }),
    cadence: f.choice(['monthly', 'quarterly', 'half_yearly', 'yearly'], { default: 'quarterly', label: 'Filled in' }),
    goodFrom: f.int({ default: 85, min: 0, max: 100, label: 'Good from', help: 'Points of 100.' }),
    fairFrom: f.int({ default: 70, min: 0, max: 100, label: 'Fair from', help: 'Points of 100; below is poor.' }),
    owner: f.ref('person', { index: true }),
  },
  access: {
    read: { holds: 'scorecard.read' },
    create: { holds: 'scorecard.write' },
    update: { holds: 'scorecard.write' },
    archive: { holds: 'scorecard.archive' },
  },
  list: { columns: ['name', 'cadence', 'goodFrom', 'fairFrom', 'owner'], sort: 'name' },
  page: [{ panel: 'Scorecard', shows: ['name', 'purpose', 'cadence', 'goodFrom', 'fairFrom', 'owner'] }],
  matchOn: ['name'],
  check: (row) => [row.fairFrom >= row.goodFrom && { field: 'fairFrom', says: 'Fair must begin below good.' }],
})
export type Scorecard = RowOf<typeof Scorecard>
