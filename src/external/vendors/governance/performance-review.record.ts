import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const PerformanceReview = defineRecord('performance_review', {
  label: ['Performance review', 'Performance reviews'],
  about: 'A look at how a vendor did, due by its tier: what it came to, and what is to be done, as tasks.',
  icon: 'rosette',
  traits: ['comments', 'files', 'watchers', 'tasks'],
  fields: {
    name: f.text({ required: true, max: 160, search: 'A' }),
    vendor: f.ref('vendor', { required: true, fixed: true, index: true }),
    engagement: f.ref('engagement', { index: true, label: 'About', help: 'Empty is everything we buy there.' }),
    dueOn: f.date({ required: true, index: true, label: 'Due on' }),
    heldOn: f.date({ index: true, label: 'Held on' }),
    reviewer: f.ref('person', { index: true, help: 'Who holds it.' }),
    score: f.decimal({ min: 0, max: 100, scale: 1, help: 'What the scorecards came to that day, of 100.' }),
    verdict: f.choice(['exceeds', 'meets', 'partly', 'fails'], {
      says: { exceeds: 'Better than agreed', meets: 'As agreed', partly: 'Partly as agreed', fails: 'Not as agreed' },
      tones: { exceeds: 'good', meets: 'good', partly: 'warning', fails: 'bad' },
    }),
    wentWell: f.longText({ max: 8000, search: 'C' }),
    toImprove: f.longText({ max: 8000, search: 'C', label: 'To be improved' }),
    whySkipped: f.text({ max: 300, label: 'Why it was skipped' }),
  },
  states: {
    start: 'planned',
    all: ['planned', 'held', 'skipped'],
    tones: { planned: 'info', held: 'good', skipped: 'neutral' },
    moves: {
      hold: {
        from: ['planned'],
        to: 'held',
        label: 'Record as held',
        needs: ['heldOn', 'verdict'],
        asks: ['score', 'wentWell', 'toImprove'],
      },
      skip: { from: ['planned'], to: 'skipped', label: 'Skip', needs: ['whySkipped'] },
      plan: { from: ['skipped'], to: 'planned', label: 'Plan again', clears: ['whySkipped'] },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'performance_review.read' }, { isSelf: 'reviewer' }] },
    create: { holds: 'performance_review.write' },
    update: { anyOf: [{ holds: 'performance_review.write' }, { isSelf: 'reviewer' }] },
    archive: { holds: 'performance_review.archive' },
  },
  list: {
    columns: ['dueOn', 'vendor', 'name', 'reviewer', 'verdict', 'score', 'state'],
    sort: 'dueOn',
    views: {
      'Due in 30 days': { dueOn: { lte: 'today+30d' }, state: 'planned' },
      Overdue: { dueOn: { lt: 'today' }, state: 'planned' },
      Mine: { reviewer: 'me' },
      'Not as agreed': { verdict: ['partly', 'fails'] },
    },
  },
  waits: [
    { says: 'Hold the review', whom: 'reviewer', by: 'dueOn', of: 'vendor', where: { state: 'planned' }, ahead: 14 },
  ],
  page: [
    { panel: 'Review', shows: ['name', 'vendor', 'engagement', 'reviewer', 'dueOn'] },
    { panel: 'What it came to', shows: ['heldOn', 'verdict', 'score', 'wentWell', 'toImprove', 'whySkipped'] },
  ],
})
export type PerformanceReview = RowOf<typeof PerformanceReview>
