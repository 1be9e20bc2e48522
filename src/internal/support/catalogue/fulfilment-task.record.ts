import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

const does = { anyOf: [{ holds: 'fulfilment_task.write' }, { isSelf: 'assignee' }, { inTeamOf: 'team' }] } as const

/** A task of a request. A record of its own: it has a team, an order, a due time and a state that others wait for. */
export const FulfilmentTask = defineRecord('fulfilment_task', {
  label: ['Fulfilment task', 'Fulfilment tasks'],
  about: 'A piece of work that a request needs, done by one team; what comes after it begins once it is over.',
  number: 'TSK-{000000}',
  icon: 'checks',
  traits: ['comments', 'watchers'],
  fields: {
    title: f.text({ required: true, max: 200, search: 'A', label: 'Task' }),
    about: f.longText({ max: 4000 }),
    ticket: f.ref('ticket', { required: true, fixed: true, index: true, label: 'Request' }),
    key: f.text({ required: true, fixed: true, max: 60, label: 'Step', help: 'Its name within the plan.' }),
    after: f.json<readonly string[]>()({
      default: [],
      check: (value) =>
        Array.isArray(value) && value.every((key) => typeof key === 'string')
          ? null
          : 'A list of steps such as ["order"].',
      label: 'Comes after',
      help: 'The steps that must be over before it begins.',
    }),
    team: f.ref('team', { label: 'By' }),
    assignee: f.ref('person', { index: true, label: 'Assigned to' }),
    hours: f.int({ min: 1, max: 2000, label: 'Working hours', help: 'How long it may take, from its beginning.' }),
    dueAt: f.dateTime({ label: 'Due' }),
    isOptional: f.bool({ default: false, label: 'Optional', help: 'The request may be resolved without it.' }),
    result: f.longText({ max: 4000, help: 'What came of it, or why it could not be done.' }),
  },
  states: {
    start: 'waiting',
    all: ['waiting', 'open', 'done', 'skipped', 'failed'],
    tones: { waiting: 'neutral', open: 'info', done: 'good', skipped: 'neutral', failed: 'bad' },
    moves: {
      finish: { from: ['open'], to: 'done', label: 'Done', can: does, asks: ['result'] },
      skip: { from: ['waiting', 'open', 'failed'], to: 'skipped', label: 'Skip', can: does, needs: ['result'] },
      fail: { from: ['open'], to: 'failed', label: 'Can’t be done', can: does, needs: ['result'] },
      retry: { from: ['done', 'skipped', 'failed'], to: 'open', label: 'Open again', can: does },
      begin: { from: ['waiting'], to: 'open', label: 'Begin', can: 'nobody' },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'fulfilment_task.read' }, { isSelf: 'assignee' }, { inTeamOf: 'team' }] },
    create: { holds: 'fulfilment_task.write' },
    update: does,
    archive: { holds: 'fulfilment_task.archive' },
  },
  list: {
    columns: ['number', 'title', 'ticket', 'state', 'team', 'assignee', 'dueAt'],
    sort: '-createdAt',
    views: {
      Mine: { assignee: 'me', state: 'open' },
      'My teams': { team: 'myGroups', state: 'open' },
      Unassigned: { assignee: null, state: 'open' },
      Failed: { state: 'failed' },
    },
  },
  waits: [{ says: 'Do it', whom: 'assignee', by: 'dueAt', of: 'ticket', where: { state: 'open' } }],
  page: [
    { panel: 'What', shows: ['title', 'about', 'ticket', 'key', 'after', 'isOptional'] },
    { panel: 'Who and when', shows: ['team', 'assignee', 'hours', 'dueAt'] },
    { panel: 'Result', shows: ['result'] },
  ],
  indexes: [['team', 'state', 'dueAt']],
})
export type FulfilmentTask = RowOf<typeof FulfilmentTask>
