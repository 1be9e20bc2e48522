import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { factWords, measuredFacts } from './measured-facts.ts'
import { problemOfPeriod } from './reported-figure.checks.ts'

export const ReportedFigure = defineRecord('reported_figure', {
  label: ['Reported figure', 'Reported figures'],
  about: 'What a vendor says that it came to in a period, beside what our own rows say.',
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
    fact: f.choice(measuredFacts, {
      ...{ required: true, fixed: true, label: 'Figure' },
      says: Object.fromEntries(measuredFacts.map((fact) => [fact, factWords[fact].from])),
    }),
    value: f.decimal({ required: true, scale: 6, min: 0, label: 'Their figure' }),
    says: f.text({ max: 500, search: 'C', label: 'In their words', help: 'Where it stands, or how they count.' }),
    slot: f.text({ max: 120, unique: true, worked: 'kept', label: 'Engagement, figure and period' }),
  },
  access: {
    read: { holds: 'reported_figure.read' },
    create: { holds: 'reported_figure.write' },
    update: { holds: 'reported_figure.write' },
    archive: { holds: 'reported_figure.archive' },
  },
  list: { columns: ['period', 'engagement', 'fact', 'value', 'says'], sort: '-period' },
  page: [{ panel: 'Figure', shows: ['engagement', 'period', 'fact', 'value', 'says'] }],
  indexes: [['engagement', 'period']],
  check: (row) => [problemOfPeriod(row.period)],
})
export type ReportedFigure = RowOf<typeof ReportedFigure>
