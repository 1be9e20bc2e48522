import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { dueUnits, rhythmUnits } from './occurrences.ts'

const onSchedule = { trigger: ['schedule'] }
const onEvent = { trigger: ['event', 'notice'] }

export const Obligation = defineRecord('obligation', {
  label: ['Obligation', 'Obligations'],
  about:
    'What one party of a contract owes the other: on a schedule, when something happens, or when it is asked for. It becomes tasks, and is met with evidence.',
  number: 'OBL-{0000}',
  icon: 'checklist',
  title: 'what',
  traits: ['comments', 'files', 'tags', 'watchers', 'tasks'],
  fields: {
    what: f.text({
      required: true,
      max: 300,
      search: 'A',
      help: 'What has to be done: Send the list of subprocessors.',
    }),
    contract: f.ref('contract', { required: true, index: true, fixed: true, onArchive: 'keep' }),
    side: f.choice(['ours', 'theirs'], {
      default: 'theirs',
      label: 'Whose',
      says: { ours: 'We owe it', theirs: 'They owe it' },
    }),
    owner: f.ref('person', { index: true, help: 'Who does it, or sees to it that the other party does.' }),
    trigger: f.choice(['schedule', 'event', 'notice'], {
      default: 'event',
      label: 'Comes',
      says: { schedule: 'On a schedule', event: 'When something happens', notice: 'When it is asked for' },
    }),
    inCase: f.text({
      max: 300,
      search: 'C',
      label: 'In which case',
      help: 'A security incident; a request of a person.',
      showWhen: onEvent,
    }),
    withinCount: f.int({ unit: 'withinUnit', min: 0, max: 1200, label: 'Within', showWhen: onEvent }),
    withinUnit: f.choice(dueUnits, {
      label: 'Within, in',
      says: { business_days: 'Business days' },
      showWhen: onEvent,
    }),
    firstDueOn: f.date({ label: 'First due', showWhen: onSchedule }),
    everyCount: f.int({
      unit: 'everyUnit',
      isRhythm: true,
      min: 1,
      max: 1200,
      label: 'How often',
      showWhen: onSchedule,
    }),
    everyUnit: f.choice(rhythmUnits, { label: 'How often, in', showWhen: onSchedule }),
    nextDueOn: f.date({
      label: 'Next due',
      index: true,
      help: 'Moves on by itself, once there is a task for it.',
      showWhen: onSchedule,
    }),
    leadDays: f.int({ unit: 'days', min: 0, max: 365, default: 14, label: 'Task ahead', showWhen: onSchedule }),
    document: f.ref('contract_document', { index: true, help: 'The document that says so.' }),
    clause: f.text({ max: 80, help: 'Where it says so: 4.1.' }),
    quote: f.longText({ max: 6000, search: 'C', label: 'In its words' }),
    passageStart: f.int({
      min: 0,
      label: 'Passage begins at',
      help: 'Its first character in the text, counted from 0.',
    }),
    passageEnd: f.int({ min: 1, label: 'Passage ends before' }),
    lastMetOn: f.date({ label: 'Last met' }),
    evidence: f.longText({ max: 4000, label: 'How it was met' }),
    metCount: f.int({ default: 0, min: 0, label: 'Met', help: 'How often.' }),
    lateCount: f.int({ default: 0, min: 0, label: 'Of that late' }),
  },
  states: {
    start: 'active',
    all: ['active', 'ended'],
    tones: { active: 'good', ended: 'neutral' },
    moves: {
      end: { from: ['active'], to: 'ended', label: 'It is owed no longer', isRare: true },
      resume: { from: ['ended'], to: 'active', label: 'It is owed again' },
    },
  },
  actions: {
    prove: {
      label: 'It is met',
      done: 'Kept as met',
      can: { anyOf: [{ holds: 'obligation.write' }, { isSelf: 'owner' }] },
      from: ['active'],
      input: {
        on: f.date({ required: true, label: 'On', help: 'The day on which it was done.' }),
        evidence: f.longText({
          required: true,
          max: 4000,
          help: 'What shows that it was done, and where that is kept.',
        }),
      },
    },
    happened: {
      label: 'It has come to that',
      done: 'There is a task for it',
      can: { holds: 'obligation.write' },
      from: ['active'],
      input: { on: f.date({ required: true, label: 'On', help: 'The day on which it happened, or was asked for.' }) },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'obligation.read' }, { isSelf: 'owner' }] },
    create: { holds: 'obligation.write' },
    update: { holds: 'obligation.write' },
    archive: { holds: 'obligation.archive' },
  },
  list: {
    columns: ['number', 'what', 'contract', 'side', 'trigger', 'owner', 'nextDueOn', 'lastMetOn', 'state'],
    sort: 'nextDueOn',
    views: {
      'We owe': { side: 'ours', state: 'active' },
      'They owe': { side: 'theirs', state: 'active' },
      'Next 90 days': { nextDueOn: { within: '90d' }, state: 'active' },
      Mine: { owner: 'me', state: 'active' },
    },
  },
  waits: [{ says: 'See to what is owed', whom: 'owner', by: 'nextDueOn', of: 'contract', where: { state: 'active' } }],
  page: [
    { panel: 'What is owed', shows: ['what', 'contract', 'side', 'owner'] },
    {
      panel: 'When',
      shows: [
        'trigger',
        'inCase',
        'withinCount',
        'withinUnit',
        'firstDueOn',
        'everyCount',
        'everyUnit',
        'nextDueOn',
        'leadDays',
      ],
    },
    { panel: 'Where it is written', shows: ['document', 'clause', 'quote'] },
    { panel: 'How it is met', shows: ['lastMetOn', 'evidence', 'metCount', 'lateCount'] },
  ],
  check: ({ trigger, firstDueOn, everyCount, everyUnit, withinCount, withinUnit, passageStart, passageEnd }) => [
    trigger === 'schedule' &&
      firstDueOn === null && { field: 'firstDueOn', says: 'Say when it is due for the first time.' },
    trigger === 'schedule' && everyCount === null && { field: 'everyCount', says: 'Say how often it is due.' },
    everyCount !== null && everyUnit === null && { field: 'everyUnit', says: 'Say in what: months, years.' },
    withinCount !== null && withinUnit === null && { field: 'withinUnit', says: 'Say in what: hours, days.' },
    passageStart !== null &&
      (passageEnd === null || passageEnd <= passageStart) && {
        field: 'passageEnd',
        says: 'The passage ends before it begins.',
      },
  ],
})
export type Obligation = RowOf<typeof Obligation>
