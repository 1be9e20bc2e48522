import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import type { Band } from './bands.ts'
import { factWords, measuredFacts } from './measured-facts.ts'
import { problemOfBands } from './scorecard-metric.checks.ts'

export const ScorecardMetric = defineRecord('scorecard_metric', {
  label: ['Scorecard metric', 'Scorecard metrics'],
  about:
    'One thing that a scorecard looks at: a measured fact or an opinion, how much it weighs, and what earns how many points.',
  icon: 'activity',
  fields: {
    name: f.text({ required: true, max: 120, search: 'A' }),
    scorecard: f.ref('scorecard', { required: true, fixed: true, index: true }),
    nature: f.choice(['measured', 'opinion'], { default: 'measured', says: { measured: 'Measured fact' } }),
    source: f.choice(['hand', ...measuredFacts], {
      default: 'hand',
      label: 'Comes from',
      says: {
        hand: 'Somebody enters it',
        ...Object.fromEntries(measuredFacts.map((fact) => [fact, factWords[fact].from])),
      },
      showWhen: { nature: ['measured'] },
      help: 'Measured by itself, or entered. Points and unit have to be those of what is measured.',
    }),
    unit: f.text({ max: 20, help: 'As in %, h, EUR or points.' }),
    weight: f.decimal({
      required: true,
      min: 0,
      max: 1000,
      scale: 2,
      help: 'Against the other metrics; they need not come to 100.',
    }),
    bands: f.json<readonly Band[]>()({
      required: true,
      check: problemOfBands,
      label: 'Points',
      help: 'From which value on how many points of 100 are earned, from the lowest value up.',
    }),
    place: f.int({ default: 0, min: 0, max: 1000, help: 'Where it stands on the scorecard, from the top.' }),
  },
  access: {
    read: { holds: 'scorecard_metric.read' },
    create: { holds: 'scorecard_metric.write' },
    update: { holds: 'scorecard_metric.write' },
    archive: { holds: 'scorecard_metric.archive' },
  },
  list: { columns: ['name', 'scorecard', 'nature', 'weight', 'unit', 'source'], sort: 'place' },
  page: [
    { panel: 'Metric', shows: ['name', 'scorecard', 'nature', 'source', 'unit'] },
    { panel: 'Counts', shows: ['weight', 'bands', 'place'] },
  ],
  check: (row) => [
    row.nature === 'opinion' &&
      row.source !== 'hand' && {
        field: 'source',
        says: 'An opinion is what somebody thinks: it is entered. Make it a measured fact, or enter it.',
      },
  ],
})
export type ScorecardMetric = RowOf<typeof ScorecardMetric>
