import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { checklistIds, checklistNames } from './checklist-names.ts'
import { rulingsProblem } from './compliance-check.checks.ts'
import type { KeptVerdicts, Rulings } from './judged.ts'

export const ComplianceCheck = defineRecord('compliance_check', {
  label: ['Compliance check', 'Compliance checks'],
  about:
    'Whether one version of a contract’s text says what a law or a standard asks for, item by item, with the passages that say so.',
  icon: 'list-check',
  title: 'name',
  traits: ['comments', 'watchers', 'tasks'],
  fields: {
    name: f.text({ required: true, max: 200, search: 'A', help: 'What it is about: Personal data, Nordlys.' }),
    document: f.ref('contract_document', { required: true, index: true, fixed: true, onArchive: 'keep' }),
    checklist: f.choice(checklistIds, { required: true, fixed: true, says: checklistNames }),
    carriedFrom: f.ref('compliance_check', {
      fixed: true,
      index: true,
      label: 'Carried over from',
      help: 'The check of the version before.',
    }),
    verdicts: f.json<KeptVerdicts>()({ worked: 'kept', check: () => null }),
    rulings: f.json<Rulings>()({
      label: 'Judged by people',
      help: 'By item: the verdict, the reason, by whom and when.',
      check: rulingsProblem,
    }),
    met: f.int({ worked: 'kept', label: 'Met', help: 'How many items the text meets.' }),
    open: f.int({ worked: 'kept', label: 'Not met', help: 'How many it meets in part, not at all, or not surely.' }),
    drifted: f.int({ worked: 'kept', label: 'Changed', help: 'How many read differently than in the version before.' }),
  },
  actions: {
    judge: {
      label: 'Judge an item',
      done: 'Your verdict is kept',
      can: { holds: 'compliance_check.write' },
      input: {
        item: f.text({ required: true, max: 80, help: 'Its id in the checklist: gdpr-28-3-a.' }),
        verdict: f.choice(['met', 'partly', 'missing', 'contradicted', 'not sure'], { required: true }),
        reason: f.longText({ required: true, max: 2000 }),
        start: f.int({ min: 0, label: 'Passage begins at', help: 'Its first character in the text, counted from 0.' }),
        end: f.int({ min: 1, label: 'Passage ends before' }),
      },
    },
    takeBack: {
      label: 'Take a verdict back',
      done: 'The verdict of the rules counts again',
      can: { holds: 'compliance_check.write' },
      input: { item: f.text({ required: true, max: 80 }) },
    },
  },
  access: {
    read: { holds: 'compliance_check.read' },
    create: { holds: 'compliance_check.write' },
    update: { holds: 'compliance_check.write' },
    archive: { holds: 'compliance_check.archive' },
  },
  list: {
    columns: ['name', 'document', 'checklist', 'met', 'open', 'drifted'],
    sort: '-open',
    views: { 'With gaps': { open: { gt: 0 } }, 'Changed with a new version': { drifted: { gt: 0 } } },
  },
  page: [
    { panel: 'Check', shows: ['name', 'document', 'checklist', 'carriedFrom'] },
    { panel: 'Outcome', shows: ['met', 'open', 'drifted'] },
  ],
})
export type ComplianceCheck = RowOf<typeof ComplianceCheck>
