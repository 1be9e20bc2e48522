const hours = (count: number): number => count * 3600

/** What tickets wait for where nobody said otherwise: whom or what, which promises stand still, and for how long one waits. */
export const pendingReasons = [
  {
    key: 'answer',
    name: 'An answer',
    waitsFor: 'requester',
    pauses: ['sla', 'ola'],
    ...{ remindAfter: hours(16), reminders: 2, resolveAfter: hours(50) },
  },
  { key: 'supplier', name: 'A supplier', waitsFor: 'third_party', pauses: ['sla', 'ola'] },
  { key: 'part', name: 'A part', waitsFor: 'parts', pauses: ['sla'] },
  { key: 'change', name: 'A change', waitsFor: 'change', pauses: ['sla'] },
  { key: 'problem', name: 'The cause to be found', waitsFor: 'problem', pauses: [] },
  { key: 'date', name: 'An agreed day', waitsFor: 'date', pauses: ['sla', 'ola'] },
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
] as const
