import type { Records } from '../src/kernel/record/store.server.ts'

/** Who asks, and which rows they ask for. */
export interface Agent {
  readonly groups: readonly string[]
  readonly sample: string
}
/** A read to measure: by our API (`path`), and by the store, whose statements the limit sends again. */
export interface Read {
  readonly name: string
  readonly says: string
  readonly path: (agent: Agent) => string
  readonly run: (records: Records, agent: Agent) => Promise<unknown>
}

const list = '/api/v1/bench-tickets'
const columns = 'title,team,assignee,priority'
const query = (parameters: Record<string, string>): string =>
  `${list}?${new URLSearchParams({ limit: '50', ...parameters })}`
const open = (agent: Agent): { filter: { team: string | undefined; state: string } } => ({
  filter: { team: agent.groups[0], state: 'open' },
})
const asked = { limit: 50, columns: columns.split(',') }
const text = (filter: object): string => JSON.stringify(filter)

export const reads: readonly Read[] = [
  {
    name: 'list',
    says: 'list: a team’s open tickets, newest first, first page',
    path: (agent) => query({ filter: text(open(agent).filter), sort: '-createdAt', columns }),
    run: (records, agent) => records.list('bench_ticket', { ...open(agent), ...asked, sort: '-createdAt' }),
  },
  {
    name: 'filter',
    says: 'filter: critical, open or pending, over all I may see, by due date',
    path: () => query({ filter: text({ priority: 'critical', state: ['open', 'pending'] }), sort: 'dueAt', columns }),
    run: (records) =>
      records.list('bench_ticket', {
        filter: { priority: 'critical', state: ['open', 'pending'] },
        ...asked,
        sort: 'dueAt',
      }),
  },
  {
    name: 'words',
    says: 'full text: two words in the list, newest first',
    path: () => query({ q: 'printer case12345', sort: '-createdAt', columns }),
    run: (records) => records.list('bench_ticket', { q: 'printer case12345', ...asked, sort: '-createdAt' }),
  },
  {
    name: 'common',
    says: 'full text: one common word (a tenth of all rows), newest first',
    path: () => query({ q: 'printer', sort: '-createdAt', columns }),
    run: (records) => records.list('bench_ticket', { q: 'printer', ...asked, sort: '-createdAt' }),
  },
  {
    name: 'one',
    says: 'open one ticket',
    path: (agent) => `${list}/${agent.sample}`,
    run: (records, agent) => records.get('bench_ticket', agent.sample),
  },
]
