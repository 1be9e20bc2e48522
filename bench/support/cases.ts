/** Who asks, and which rows they ask for. */
export interface Agent {
  /** The folder of the measured installation. */
  readonly data: string
  readonly account: string
  readonly self: string
  readonly team: string
  readonly reason: string
  /** A ticket of the team with a long history, comments, files, tags, watchers, relations and tasks. */
  readonly sample: string
  /** Tickets of the team that are in work. */
  readonly inWork: readonly string[]
  /** Others that are, for the bare routes to write to. */
  readonly forLimit: readonly string[]
}

/** What an agent of one team may do: what their team has, they see and handle, nothing else. */
export const permissions = [
  ...['person.read', 'team.read', 'service.read', 'location.read', 'business_unit.read', 'ticket.write'],
  ...['comment.write', 'comment.see_internal', 'history.read', 'knowledge_article.read', 'catalogue_item.read'],
  ...['calendar.write'],
]

/** A read to measure by our API; the limit sends the same SQL. */
export interface Read {
  readonly name: string
  readonly says: string
  readonly path: (agent: Agent) => string
}

const list = '/api/v1/tickets'
const columns = 'title,priority,requester,service,team,assignee,dueAt'
const open = ['new', 'in_progress', 'pending']
const query = (filter: object, more: Record<string, string> = {}): string =>
  `${list}?${new URLSearchParams({ limit: '50', filter: JSON.stringify(filter), sort: 'dueAt', columns, ...more })}`

export const reads: readonly Read[] = [
  {
    name: 'team',
    says: 'queue: a team’s open tickets by due time',
    path: ({ team }) => query({ team, state: open }),
  },
  { name: 'mine', says: 'queue: mine', path: () => query({ assignee: 'me', state: open }) },
  {
    name: 'unassigned',
    says: 'queue: nobody’s, of all I may see',
    path: () => query({ assignee: { empty: true }, state: open }),
  },
  {
    name: 'newest',
    says: 'list: all I may see, newest first',
    path: () => query({}, { sort: '-createdAt' }),
  },
  {
    name: 'desk',
    says: 'the desk’s queue of my teams, with counts and who is where',
    path: () => '/api/v1/desk/queue?queue=teams',
  },
  {
    name: 'desk-ticket',
    says: 'the desk’s ticket, with the conversation and who asked',
    path: ({ sample }) => `/api/v1/desk/tickets/${sample}`,
  },
  { name: 'page', says: 'ticket page with all that hangs on it', path: ({ sample }) => `${list}/${sample}/page` },
  { name: 'clock', says: 'why this due time', path: ({ sample }) => `${list}/${sample}/clock` },
]

const asked = (path: string, parameters: Record<string, string>): string => `${path}?${new URLSearchParams(parameters)}`

/** Searches; each is judged by its times alone. */
export const searches: readonly Read[] = [
  {
    name: 'words',
    says: 'search in the list: two words',
    path: () => query({}, { q: 'printer case123', sort: '-createdAt' }),
  },
  {
    name: 'common',
    says: 'search in the list: one common word, newest first',
    path: () => query({}, { q: 'printer', sort: '-createdAt' }),
  },
  {
    name: 'everywhere',
    says: 'search everywhere: two words, one unfinished',
    path: () => asked('/api/v1/search', { q: 'laptop case12' }),
  },
  {
    name: 'slip',
    says: 'search everywhere: with a slip',
    path: () => asked('/api/v1/search', { q: 'pritner case123' }),
  },
  { name: 'help', says: 'search for help', path: () => asked('/api/v1/help/search', { q: 'forgot my password' }) },
  {
    name: 'similar',
    says: 'tickets and articles like a text',
    path: () => asked('/api/v1/help/similar', { title: 'The printer on floor 3 shows an error' }),
  },
]
