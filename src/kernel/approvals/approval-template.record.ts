import { defineRecord, type Filter, type RowOf } from '../record/define.ts'
import { f } from '../record/field.ts'
import { problemOfChanged, problemOfFilter, problemOfSteps } from './approval-template.checks.ts'
import type { NewStep } from './steps.ts'

export const ApprovalTemplate = defineRecord('approval_template', {
  label: ['Approval template', 'Approval templates'],
  about: 'Who decides on something, step by step, so that nobody has to choose them each time.',
  icon: 'checks',
  traits: ['comments'],
  fields: {
    name: f.text({ required: true, max: 120, search: 'A', unique: true }),
    about: f.longText({ max: 2000, search: 'C', help: 'When to take it, for whoever asks.' }),
    recordType: f.text({ required: true, max: 60, index: true, label: 'Record', help: 'Such as person or service.' }),
    conditions: f.json<Filter>()({
      check: problemOfFilter,
      label: 'If',
      help: 'A filter as lists have it, such as {"state":"live"}. Empty: it fits each of them.',
    }),
    asks: f.text({
      required: true,
      max: 200,
      label: 'What is to be approved',
      help: 'May name values of the record in braces, such as {title}.',
    }),
    steps: f.json<readonly NewStep[]>()({
      required: true,
      check: problemOfSteps,
      label: 'Steps',
      help: 'In order, each with its approvers, as the API takes them.',
    }),
    boundTo: f.json<readonly string[]>()({
      check: problemOfChanged,
      label: 'Bound to',
      help: 'Names of fields: once one of them changes, the approval lapses and is asked again. Empty: all of them.',
    }),
    remindDays: f.int({ required: true, default: 2, min: 1, max: 90, label: 'Remind every (days)' }),
    escalateDays: f.int({
      min: 1,
      max: 365,
      label: 'Managers may decide after (days)',
      help: 'In place of those who weren’t heard of. Empty: never.',
    }),
    isOn: f.bool({ default: true, label: 'On' }),
  },
  access: {
    read: { holds: 'approval_template.read' },
    create: { holds: 'approval_template.write' },
    update: { holds: 'approval_template.write' },
    archive: { holds: 'approval_template.archive' },
  },
  list: { columns: ['name', 'recordType', 'isOn', 'updatedAt'], sort: 'name' },
  page: [
    { panel: 'Template', shows: ['name', 'about', 'isOn'] },
    { panel: 'What is approved', shows: ['recordType', 'conditions', 'asks', 'boundTo'] },
    { panel: 'Who decides', shows: ['steps', 'remindDays', 'escalateDays'] },
  ],
  matchOn: ['name'],
})
export type ApprovalTemplate = RowOf<typeof ApprovalTemplate>
