import { type ClockName, pausedUsually } from '../service-levels/promise.ts'

const hours = (count: number): number => count * 3600
/** Who asked still hears of it, and gets answers, while only the solution has to wait. */
const solutions: readonly ClockName[] = ['sla_resolution', 'ola_resolution']

/** What tickets wait for where nobody said otherwise: whom or what, which clocks pause, and for how long one waits. */
export const pendingReasons = [
  {
    key: 'answer',
    name: 'An answer',
    waitsFor: 'requester',
    pauses: pausedUsually,
    ...{ remindAfter: hours(16), reminders: 2, resolveAfter: hours(50) },
  },
  { key: 'supplier', name: 'A supplier', waitsFor: 'third_party', pauses: solutions },
  { key: 'part', name: 'A part', waitsFor: 'parts', pauses: ['sla_resolution'] },
  { key: 'change', name: 'A change', waitsFor: 'change', pauses: ['sla_resolution'] },
  { key: 'problem', name: 'The cause to be found', waitsFor: 'problem', pauses: [] },
  { key: 'date', name: 'An agreed day', waitsFor: 'date', pauses: [...solutions, 'sla_update', 'ola_update'] },
] as const

/** Rules that most service desks want sooner or later; those that only tell people are on from the start. */
export const ticketRules = [
  {
    name: 'VIPs come first',
    about: 'What somebody who is marked as a VIP needs is urgent.',
    verbs: ['created'],
    conditions: { requester: { where: { isVip: true } } },
    actions: [{ do: 'set', values: { urgency: 'high' } }],
    isOn: false,
  },
  {
    name: 'Tell of critical tickets',
    about: 'Whoever has a critical ticket, or watches it, is told at once.',
    verbs: ['created', 'updated'],
    changed: ['priority', 'assignee'],
    conditions: { priority: 'critical' },
    actions: [{ do: 'notify', to: ['assignee', 'watchers'], title: '{number} is critical: {title}' }],
    isOn: true,
  },
  {
    name: 'Look twice at what comes back',
    about: 'A reopened ticket says so to whoever takes it on next.',
    verbs: ['moved'],
    conditions: { state: 'in_progress', reopens: { gte: 1 } },
    actions: [
      { do: 'comment', text: 'It was resolved before and came back. See what was done then.', isInternal: true },
    ],
    isOn: true,
  },
  {
    name: 'Nobody has it',
    about:
      'On working days at nine, tickets that have been new for a day are tagged in a note, so that they stand at the top.',
    trigger: 'schedule',
    recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    startsAt: '2026-01-05T08:00:00.000Z',
    shift: 'skip',
    conditions: { state: 'new', assignee: { empty: true }, createdAt: { lt: 'today-1d' } },
    actions: [{ do: 'comment', text: 'Nobody has taken this on for a day.', isInternal: true }],
    isOn: false,
  },
  {
    name: 'A review after each major incident',
    about:
      'Once a major incident is resolved, somebody writes down what happened and what is done so that it won’t again.',
    verbs: ['moved'],
    conditions: { state: 'resolved', isMajor: true },
    actions: [{ do: 'task', title: 'Write the review of this incident', dueIn: 5 }],
    isOn: true,
  },
  {
    name: 'Review of access rights, monthly',
    about: 'On the first Monday of each month, or the next open day, a request to go through who may do what.',
    ...{
      trigger: 'schedule',
      recurrence: 'FREQ=MONTHLY;BYDAY=1MO',
      startsAt: '2026-01-05T08:00:00.000Z',
      shift: 'next',
    },
    actions: [
      {
        do: 'create',
        type: 'ticket',
        values: {
          ...{ type: 'request', title: 'Review who has access, {month}', requester: 'author', source: 'schedule' },
          description:
            'Go through the accounts and their roles. Take away what nobody needs any more: of people who left or moved, of projects that are over, and of accounts without a person. Note here what was taken away.',
        },
      },
    ],
    isOn: false,
  },
  {
    name: 'Check of the backups, weekly',
    about: 'On Mondays, or the next open day, a request to see whether what was backed up can be restored.',
    ...{ trigger: 'schedule', recurrence: 'FREQ=WEEKLY;BYDAY=MO', startsAt: '2026-01-05T08:00:00.000Z', shift: 'next' },
    actions: [
      {
        do: 'create',
        type: 'ticket',
        values: {
          ...{ type: 'request', title: 'Check the backups, {day}', requester: 'author', source: 'schedule' },
          description:
            'See that each backup of last week ended well, restore one file from one of them, and compare it. Note here what was restored, and how long it took.',
        },
      },
    ],
    isOn: false,
  },
] as const
