import { Person } from '../src/foundation/people/index.ts'
import { Team } from '../src/foundation/teams/index.ts'
import { BusinessUnit } from '../src/foundation/business-units/index.ts'
import { Location } from '../src/foundation/locations/index.ts'
import { Calendar } from '../src/foundation/calendars/index.ts'
import { AutomationRule } from '../src/kernel/automation/automation-rule.record.ts'
import { defineRecord } from '../src/kernel/record/define.ts'
import { f } from '../src/kernel/record/field.ts'
import { createRegistry } from '../src/kernel/record/registry.ts'

/** A record as a service desk would have it, to measure the kernel on: row-level access by team, and what lists ask for. */
const BenchTicket = defineRecord('bench_ticket', {
  label: ['Bench ticket', 'Bench tickets'],
  about: 'A ticket to measure with.',
  number: 'TKT-{000000}',
  traits: ['comments', 'watchers'],
  fields: {
    title: f.text({ required: true, max: 200, search: 'A' }),
    description: f.longText({ search: 'C' }),
    team: f.ref('team', { required: true }),
    requester: f.ref('person', { index: true }),
    assignee: f.ref('person', { index: true }),
    priority: f.choice(['low', 'normal', 'high', 'critical'], { default: 'normal' }),
    dueAt: f.dateTime({ index: true }),
    spent: f.duration({}),
  },
  states: {
    start: 'open',
    all: ['open', 'pending', 'solved'],
    moves: {
      solve: { from: ['open', 'pending'], to: 'solved', label: 'Solve' },
      wait: { from: ['open'], to: 'pending', label: 'Wait' },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'bench_ticket.read' }, { inTeamOf: 'team' }, { isSelf: 'requester' }] },
    create: { holds: 'bench_ticket.write' },
    update: { anyOf: [{ holds: 'bench_ticket.read' }, { inTeamOf: 'team' }] },
    archive: { holds: 'bench_ticket.archive' },
  },
  list: { columns: ['number', 'title', 'team', 'assignee', 'priority', 'state'], sort: '-createdAt' },
  page: [
    { panel: 'Ticket', shows: ['title', 'description', 'team', 'requester', 'assignee', 'priority', 'dueAt', 'spent'] },
  ],
  indexes: [['team', 'state', 'createdAt']],
  matchOn: ['title'],
})

export const benchRegistry = createRegistry(
  [Person, Team, BusinessUnit, Location, Calendar, AutomationRule, BenchTicket],
  [],
)
export const benchTicket = benchRegistry.record('bench_ticket')
