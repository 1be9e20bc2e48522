import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { priorities, priorityWords } from '../tickets/priority.ts'
import { kinds, metrics } from './promise.ts'
import { problemOfSteps, problemOfTargetTime } from './service-level.checks.ts'
import type { EscalationStep } from './step-action.ts'

/** The fields that hold a time promised, by what is measured. */
export const timeFields = {
  response: 'response',
  resolution: 'resolution',
  next_reply: 'nextReply',
  update: 'update',
} as const

const whenPending = { response: 'First response', next_reply: 'Next reply' }
const time = (label: string, help: string) => f.text({ max: 60, label, help })

export const ServiceLevel = defineRecord('service_level', {
  label: ['Service level', 'Service levels'],
  about: 'What is promised for which tickets, in whose hours, and what happens before and after a promise runs out.',
  icon: 'rosette',
  traits: ['comments', 'relations'],
  fields: {
    name: f.text({ required: true, max: 120, search: 'A', unique: true }),
    about: f.longText({ max: 2000, search: 'C', help: 'Where it was agreed, and with whom.' }),
    kind: f.choice(kinds, {
      default: 'sla',
      label: 'Promised',
      says: { sla: 'To those who ask', ola: 'Between teams', uc: 'By a supplier' },
      help: 'A service level (SLA), an operational level (OLA: runs while a team has the ticket) or an underpinning contract (UC: runs while a supplier has it in hand).',
    }),
    response: time('First response within', '30 min, 8 h or 2 working days. Empty: not promised here.'),
    resolution: time('Resolved within', 'Such as 8 h or 2 working days.'),
    nextReply: time('Next reply within', 'How soon each further question is answered.'),
    update: time('Update every', 'How often those who ask hear how it goes, asked or not.'),
    isAlways: f.bool({ default: false, label: 'At all hours', help: 'Nights, weekends and holidays count, too.' }),
    calendar: f.ref('calendar', {
      label: 'In the hours of',
      help: 'Whose open time counts; the default calendar if empty.',
      showWhen: { isAlways: [false] },
    }),
    goesOn: f.choices(metrics, {
      label: 'Runs on while pending',
      says: whenPending,
      help: 'Counted even while a ticket waits for something, whatever the pending reason says. Empty: the reason says it.',
    }),
    standsStill: f.choices(metrics, {
      label: 'Pauses while pending',
      says: whenPending,
      help: 'Not counted while a ticket waits for anything, whatever the pending reason says. Empty: the reason says it.',
    }),
    types: f.choices(['incident', 'request'], {
      label: 'Kinds of tickets',
      says: { incident: 'Incidents', request: 'Service requests' },
      help: 'None: both.',
    }),
    priorities: f.choices(priorities, { says: priorityWords, help: 'None: all.' }),
    services: f.refs('service', { help: 'None: all, and tickets about no service.' }),
    units: f.refs('business_unit', {
      label: 'Business units',
      help: 'Of whoever has the need, with the units below. None: all.',
    }),
    teams: f.refs('team', { label: 'Assignment groups', help: 'None: all.' }),
    isForVip: f.bool({ default: false, label: 'For VIPs only' }),
    isForAnySupplier: f.bool({
      default: false,
      label: 'For any third party',
      help: 'Runs whenever a ticket waits for a third party, whoever that is. Else only for suppliers who agreed to it.',
      showWhen: { kind: ['uc'] },
    }),
    steps: f.json<readonly EscalationStep[]>()({
      check: problemOfSteps,
      label: 'Escalation steps',
      help: 'What is done when, such as [{"metric":"resolution","after":{"percent":75},"actions":[{"do":"tell","whom":["assignee"]}]}].',
    }),
  },
  access: {
    read: 'anyone',
    create: { holds: 'service_level.write' },
    update: { holds: 'service_level.write' },
    archive: { holds: 'service_level.write' },
  },
  list: {
    columns: ['name', 'kind', 'priorities', 'response', 'resolution', 'nextReply', 'update', 'calendar'],
    sort: 'name',
    views: { 'To those who ask': { kind: 'sla' }, 'Between teams': { kind: 'ola' }, 'By suppliers': { kind: 'uc' } },
  },
  page: [
    { panel: 'Service level', shows: ['name', 'about', 'kind'] },
    {
      panel: 'Promises',
      shows: ['response', 'resolution', 'nextReply', 'update', 'isAlways', 'calendar', 'goesOn', 'standsStill'],
    },
    {
      panel: 'For which tickets',
      shows: ['types', 'priorities', 'services', 'units', 'teams', 'isForVip', 'isForAnySupplier'],
    },
    { panel: 'Escalation', shows: ['steps'] },
  ],
  matchOn: ['name'],
  check: (row) => [
    ...Object.values(timeFields).map((field) => {
      const says = problemOfTargetTime(row[field])
      return says !== null && { field, says }
    }),
    Object.values(timeFields).every((field) => row[field] === null) && {
      field: 'resolution' as const,
      says: 'Promise something: a first response, a resolution, the next reply or updates.',
    },
    row.goesOn.some((metric) => row.standsStill.includes(metric)) && {
      field: 'standsStill' as const,
      says: 'It can’t both run on and pause: take it out of one of the two.',
    },
  ],
})
export type ServiceLevel = RowOf<typeof ServiceLevel>
