import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { type Answered, problemOfAnswered } from '../catalogue/answered.ts'
import { type Logged, problemOfLogged } from './logged.ts'
import { levels, priorities, priorityTones, priorityWords } from './priority.ts'
import { resolutionCodes, resolutionWords } from './resolution.ts'

const handles = { anyOf: [{ holds: 'ticket.write' }, { isSelf: 'assignee' }, { inTeamOf: 'team' }] } as const
/** Whoever asked, or for whom. */
const asked = { anyOf: [{ holds: 'ticket.write' }, { isSelf: 'requester' }, { isSelf: 'requestedFor' }] } as const

export const Ticket = defineRecord('ticket', {
  label: ['Ticket', 'Tickets'],
  about: 'Something that a person needs from IT: an incident (something doesn’t work) or a service request.',
  number: 'TKT-{000000}',
  icon: 'ticket',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    title: f.text({ required: true, max: 200, search: 'A', label: 'Summary' }),
    type: f.choice(['incident', 'request'], {
      default: 'incident',
      label: 'Kind',
      says: { incident: 'Incident', request: 'Service request' },
    }),
    description: f.longText({ search: 'B' }),
    requester: f.ref('person', { required: true, index: true, label: 'Asked by' }),
    requestedFor: f.ref('person', { index: true, label: 'For', help: 'Who has the need, where somebody else asks.' }),
    participants: f.refs('person', { help: 'They read along and may answer.' }),
    service: f.ref('service', { index: true, help: 'What is affected, or asked for.' }),
    category: f.ref('ticket_category'),
    team: f.ref('team', { label: 'Assignment group', help: 'The team that has to act.' }),
    assignee: f.ref('person', { label: 'Assigned to' }),
    impact: f.choice(levels, { help: 'How much of the company is affected; low unless somebody says.' }),
    urgency: f.choice(levels, { help: 'How soon it has to be settled; medium unless somebody says.' }),
    priority: f.choice(priorities, {
      worked: 'kept',
      says: priorityWords,
      tones: priorityTones,
      help: 'Follows from impact and urgency.',
    }),
    isMajor: f.bool({ default: false, label: 'Major incident', write: 'ticket.declare' }),
    source: f.choice(['portal', 'mail', 'phone', 'walk_in', 'monitoring', 'api', 'log'], {
      default: 'portal',
      label: 'Came by',
      says: { walk_in: 'Walk-in', mail: 'E-mail', api: 'API', log: 'Imported log' },
    }),
    pendingReason: f.ref('pending_reason', { label: 'Waits for' }),
    remindAt: f.dateTime({ label: 'Remind', help: 'When whoever has to act is reminded.' }),
    parent: f.ref('ticket', { tree: true, index: true, help: 'The ticket that this one is a part of.' }),
    mergedInto: f.ref('ticket', { write: 'ticket.write', index: true, help: 'The ticket that goes on in its place.' }),
    item: f.ref('catalogue_item', {
      write: 'ticket.order',
      index: true,
      label: 'Ordered',
      help: 'What of the catalogue was asked for.',
    }),
    answers: f.json<readonly Answered[]>()({
      check: problemOfAnswered,
      write: 'ticket.order',
      help: 'What was asked of who ordered it, and what they said.',
    }),
    cost: f.money({ write: 'ticket.order', help: 'What it costs, as the catalogue said when it was ordered.' }),
    resolutionCode: f.choice(resolutionCodes, { label: 'Resolution', says: resolutionWords }),
    resolution: f.longText({ max: 10_000, search: 'C', label: 'How it was resolved' }),
    numberElsewhere: f.text({
      max: 80,
      search: 'A',
      index: true,
      label: 'Number elsewhere',
      help: 'The number by which another system knows it.',
    }),
    logged: f.json<Logged>()({
      check: problemOfLogged,
      write: 'ticket.log',
      label: 'As logged',
      help: 'What an imported log says of it that its events don’t show.',
    }),
    dueAt: f.dateTime({ worked: 'derived', label: 'Due', help: 'The next promise that runs out.' }),
    dueFor: f.choice(['response', 'resolution', 'next_reply', 'update'], {
      worked: 'derived',
      label: 'Due for',
      says: { response: 'First response', next_reply: 'Next reply', update: 'Update' },
    }),
    isBreached: f.bool({ default: false, worked: 'derived', label: 'Promise broken' }),
    waitsFor: f.choice(['agent', 'requester'], {
      worked: 'derived',
      label: 'Whose turn',
      says: { agent: 'IT', requester: 'Who asked' },
    }),
    repliedAt: f.dateTime({ worked: 'derived', label: 'Last reply' }),
    respondedAt: f.dateTime({ worked: 'derived', label: 'First response' }),
    resolvedAt: f.dateTime({ worked: 'derived', index: true, label: 'Resolved' }),
    closedAt: f.dateTime({ worked: 'derived', label: 'Closed' }),
    reopens: f.int({ worked: 'derived', label: 'Reopened', help: 'How often.' }),
    reassignments: f.int({ worked: 'derived', label: 'Reassigned', help: 'How often another team or person got it.' }),
  },
  states: {
    start: 'new',
    all: ['new', 'awaiting_approval', 'in_progress', 'pending', 'resolved', 'closed', 'cancelled', 'rejected'],
    tones: {
      new: 'info',
      awaiting_approval: 'warning',
      in_progress: 'info',
      pending: 'warning',
      resolved: 'good',
      closed: 'neutral',
      cancelled: 'neutral',
      rejected: 'bad',
    },
    moves: {
      start: { from: ['new'], to: 'in_progress', label: 'Start work', can: handles },
      resume: {
        from: ['pending'],
        to: 'in_progress',
        label: 'Resume',
        can: handles,
        clears: ['pendingReason', 'remindAt'],
      },
      resolve: {
        from: ['new', 'in_progress', 'pending'],
        to: 'resolved',
        label: 'Resolve',
        can: handles,
        needs: ['resolutionCode'],
        asks: ['resolution'],
        clears: ['pendingReason', 'remindAt'],
      },
      hold: {
        from: ['new', 'in_progress'],
        to: 'pending',
        label: 'Put on hold',
        can: handles,
        needs: ['pendingReason'],
        asks: ['remindAt'],
      },
      confirm: { from: ['resolved'], to: 'closed', label: 'Confirm and close', can: asked },
      reopen: { from: ['resolved'], to: 'in_progress', label: 'Reopen', can: asked },
      cancel: {
        from: ['new', 'awaiting_approval', 'in_progress', 'pending'],
        to: 'cancelled',
        label: 'Cancel',
        can: asked,
        clears: ['pendingReason', 'remindAt'],
      },
      askApproval: { from: ['new'], to: 'awaiting_approval', label: 'Wait for approval', can: 'nobody' },
      approve: { from: ['awaiting_approval'], to: 'new', label: 'Go on after approval', can: 'nobody' },
      reject: { from: ['awaiting_approval'], to: 'rejected', label: 'End after rejection', can: 'nobody' },
    },
  },
  access: {
    read: {
      anyOf: [
        { holds: 'ticket.read' },
        { isSelf: 'requester' },
        { isSelf: 'requestedFor' },
        { isSelf: 'participants' },
        { isSelf: 'assignee' },
        { inTeamOf: 'team' },
      ],
    },
    create: { anyOf: [{ holds: 'ticket.write' }, { isSelf: 'requester' }] },
    update: handles,
    archive: { holds: 'ticket.archive' },
  },
  list: {
    columns: ['number', 'title', 'priority', 'state', 'requester', 'service', 'team', 'assignee', 'dueAt', 'createdAt'],
    sort: '-createdAt',
    views: {
      Mine: { assignee: 'me', state: ['new', 'in_progress', 'pending'] },
      'My teams': { team: 'myGroups', state: ['new', 'in_progress', 'pending'] },
      Unassigned: { assignee: { empty: true }, state: ['new', 'in_progress', 'pending'] },
      'Major incidents': { isMajor: true, state: ['new', 'in_progress', 'pending'] },
      'Promise broken': { isBreached: true, state: ['new', 'in_progress', 'pending'] },
      'I asked for': { requester: 'me' },
      Resolved: { state: 'resolved' },
    },
  },
  page: [
    { panel: 'What', shows: ['title', 'type', 'description', 'service', 'category', 'source'] },
    { panel: 'Who', shows: ['requester', 'requestedFor', 'participants', 'team', 'assignee'] },
    { panel: 'How urgent', shows: ['impact', 'urgency', 'priority', 'isMajor', 'dueAt', 'dueFor', 'isBreached'] },
    { panel: 'Waiting', shows: ['waitsFor', 'pendingReason', 'remindAt'] },
    { panel: 'Order', shows: ['item', 'cost', 'answers'] },
    { panel: 'Belongs to', shows: ['parent', 'mergedInto', 'numberElsewhere'] },
    { panel: 'Resolution', shows: ['resolutionCode', 'resolution'] },
    {
      panel: 'Times',
      shows: ['respondedAt', 'repliedAt', 'resolvedAt', 'closedAt', 'reopens', 'reassignments'],
    },
  ],
  indexes: [
    ['team', 'state', 'dueAt'],
    ['assignee', 'state', 'dueAt'],
    ['state', 'dueAt'],
    ['team', 'createdAt'],
    ['category', 'createdAt'],
  ],
})
export type Ticket = RowOf<typeof Ticket>
