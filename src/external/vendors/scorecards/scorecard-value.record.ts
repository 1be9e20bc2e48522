import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { problemOfPeriod } from './scorecard-value.checks.ts'

export const ScorecardValue = defineRecord('scorecard_value', {
  label: ['Scorecard value', 'Scorecard values'],
  about: 'What one metric came to for one engagement in one period; what is not known has no value.',
  title: 'period',
  icon: 'category',
  fields: {
    period: f.text({
      required: true,
      fixed: true,
      max: 7,
      index: true,
      help: 'A month 2026-09, a quarter 2026-Q3, a half year 2026-H2 or a year 2026.',
    }),
    engagement: f.ref('engagement', { required: true, fixed: true, index: true }),
    metric: f.ref('scorecard_metric', { required: true, fixed: true, index: true }),
    value: f.decimal({ required: true, scale: 6 }),
    stood: f.choice(['hand', 'measured'], {
      worked: 'kept',
      label: 'Known',
      says: { hand: 'Entered by somebody', measured: 'Measured here' },
    }),
    measured: f.decimal({
      ...{ scale: 6, write: 'scorecard_value.measure', label: 'Measured here' },
      help: 'What our own rows say. Another value that somebody enters counts in its place.',
    }),
    theirs: f.decimal({ scale: 6, label: 'Figure of the vendor', help: 'What the vendor says it was.' }),
    says: f.text({ max: 500, search: 'C', label: 'Why' }),
    saidBy: f.ref('person'),
    slot: f.text({ max: 120, unique: true, worked: 'kept', label: 'Engagement, metric and period' }),
  },
  access: {
    read: { holds: 'scorecard_value.read' },
    create: { holds: 'scorecard_value.write' },
    update: { holds: 'scorecard_value.write' },
    archive: { holds: 'scorecard_value.archive' },
  },
  list: { columns: ['period', 'engagement', 'metric', 'value', 'theirs', 'stood'], sort: '-period' },
  page: [
    {
      panel: 'Value',
      shows: ['engagement', 'metric', 'period', 'value', 'theirs', 'stood', 'measured', 'says', 'saidBy'],
    },
  ],
  indexes: [['engagement', 'period']],
  check: (row) => [problemOfPeriod(row.period)],
})
export type ScorecardValue = RowOf<typeof ScorecardValue>
