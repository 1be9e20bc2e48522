import type { EscalationStep } from './step-action.ts'

/** A policy as it is written, with fields that are left out empty. */
export interface ReadyMade {
  readonly name: string
  readonly about: string
  readonly [field: string]: unknown
}

const warn: EscalationStep = {
  metric: 'resolution',
  after: { percent: 75 },
  actions: [{ do: 'tell', whom: ['assignee', 'lead'] }],
}
const answer: EscalationStep = {
  metric: 'response',
  after: { percent: 75 },
  actions: [{ do: 'tell', whom: ['assignee', 'team'] }],
}
const late: EscalationStep = {
  metric: 'resolution',
  after: { minutes: 0 },
  actions: [{ do: 'tell', whom: ['assignee', 'lead', 'owner'] }],
}

/** What most IT organisations promise to begin with. */
export const readyMade: readonly ReadyMade[] = [
  {
    name: 'Critical incidents',
    about: 'Many are stopped. Worked on at all hours, with word every hour.',
    ...{ types: ['incident'], priorities: ['critical'], isAlways: true },
    ...{ response: '15 min', resolution: '4 h', nextReply: '30 min', update: '1 h' },
    steps: [
      { metric: 'response', after: { percent: 50 }, actions: [{ do: 'tell', whom: ['assignee', 'team', 'lead'] }] },
      { metric: 'resolution', after: { percent: 50 }, actions: [{ do: 'tell', whom: ['assignee', 'lead', 'owner'] }] },
      late,
    ],
  },
  {
    name: 'High incidents',
    about: 'Somebody can’t work, or many work badly.',
    ...{
      types: ['incident'],
      priorities: ['high'],
      response: '1 h',
      resolution: '1 working day',
      nextReply: '2 h',
      update: '1 working day',
    },
    steps: [answer, warn, late],
  },
  {
    name: 'Incidents',
    about: 'Everything else that doesn’t work.',
    ...{ types: ['incident'], response: '4 h', resolution: '3 working days', nextReply: '8 h' },
    steps: [answer, warn, late],
  },
  {
    name: 'Service requests',
    about: 'What people ask for. Waiting for approval doesn’t count.',
    ...{ types: ['request'], response: '8 h', resolution: '5 working days', nextReply: '8 h' },
    steps: [warn, late],
  },
  {
    name: 'VIPs',
    about: 'For people marked as VIP: an answer within an hour. How soon it is solved, the others say.',
    ...{ isForVip: true, response: '1 h', nextReply: '2 h' },
    steps: [{ metric: 'response', after: { percent: 50 }, actions: [{ do: 'tell', whom: ['team', 'lead'] }] }],
  },
  {
    name: 'Between teams',
    about: 'How long each team may keep a ticket until it is done or handed on.',
    ...{ kind: 'ola', resolution: '2 working days' },
    steps: [{ metric: 'resolution', after: { percent: 90 }, actions: [{ do: 'tell', whom: ['lead'] }] }],
  },
]
