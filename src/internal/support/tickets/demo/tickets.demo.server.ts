import { allWritten } from '../../../../kernel/record/outcome.server.ts'
import { createChance } from '../../../../foundation/chance.ts'
import type { DemoContext, DemoPart } from '../../../../foundation/demo.server.ts'
import { idsOf } from '../../../../kernel/access/rule.ts'
import { nobody, system, type Who } from '../../../../kernel/access/who.ts'
import type { Filter } from '../../../../kernel/record/define.ts'
import type { Patch } from '../../../../kernel/record/store.server.ts'
import { tellComments, type ToldComment } from '../../../../kernel/traits/told-comments.server.ts'
import { ensureTicketGround } from '../keep-ready-made.server.ts'
import { pendingReasons } from '../ready-made.ts'
import { categories } from './categories.ts'
import { type Cast, type Step, type Tale, talesOf } from './tales.ts'

/** What tickets of the demo company are about, and what they can wait for. */
export const ticketGroundPart: DemoPart = {
  name: 'ticket categories',
  needs: ['teams'],
  create: async ({ records, made }) => {
    for (const [key, name, parent, team] of categories) {
      const above = parent === null ? null : made.id('ticket_category', parent)
      const row = await records.create('ticket_category', { name, parent: above, team: made.id('team', team) })
      made.put('ticket_category', key, row.id)
    }
    await ensureTicketGround(records)
    const { rows } = await records.list('pending_reason', { limit: 100 })
    for (const { key, name } of pendingReasons)
      made.put('pending_reason', key, rows.find((row) => row.title === name)?.id ?? '')
  },
}

/** Four months of tickets, told as they happened. */
export const ticketsPart: DemoPart = {
  name: 'tickets',
  needs: ['ticket categories', 'services', 'calendars', 'service levels'],
  create: async (context) => {
    const { cast, who } = await castOf(context)
    const tales = talesOf(createChance(40_127), cast, context.now)
    const ids = await open(context, tales, who)
    await live(
      context,
      tales.map((tale, index) => ({ tale, id: ids[index] ?? '' })),
      who,
    )
  },
}

type People = (id: string) => Who

async function castOf({ records, made }: DemoContext): Promise<{ cast: Cast; who: People }> {
  const { rows: teams } = await records.list('team', { limit: 100 })
  const crews = new Map(teams.map((team) => [team.id, idsOf(team['members'])]))
  const inIt = [...new Set([...crews.values()].flat())]
  const active = { state: 'active', kind: 'employee' }
  const names = async (filter: Filter): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await records.list('person', { filter, limit: 1000, sort: 'employeeNumber', columns: ['name'] })
    return new Map(rows.map((row) => [row.id, String(row.title)]))
  }
  const [agents, requesters] = await Promise.all([
    names({ ...active, id: inIt }),
    names({ ...active, id: { not: inIt } }),
  ])
  const [employee = ''] = (await names({ ...active, jobTitle: 'Product marketer' })).keys()
  const [agent = ''] = (await names({ ...active, jobTitle: 'Service desk agent' })).keys()
  return {
    cast: {
      employee,
      agent,
      requesters: [...requesters.keys()],
      crew: (team) => (crews.get(made.id('team', team)) ?? []).filter((id) => agents.has(id)),
    },
    who: (id) => ({ ...nobody, name: agents.get(id) ?? requesters.get(id) ?? 'Somebody', self: id, via: 'demo' }),
  }
}

async function open({ records, made }: DemoContext, tales: readonly Tale[], who: People): Promise<readonly string[]> {
  const values = tales.map(({ story, title, requester, source }) => ({
    title,
    requester,
    source,
    type: story.kind,
    description: story.text.replace('{unit}', 'the team'),
    service: made.id('service', story.service),
    category: made.id('ticket_category', story.category),
    impact: story.impact,
    urgency: story.urgency,
  }))
  const titled = values.map((value) => ({ ...value, title: value.title.replace('{unit}', 'the team') }))
  const told = tales.map(({ at, requester }) => ({ at, who: who(requester) }))
  return allWritten('The demo company’s ticket', await records.createMany('ticket', titled, { told }))
}

interface Living {
  readonly tale: Tale
  readonly id: string
}

/** Step by step for all at once: the first of each, the second of each, … */
async function live({ kernel, records, made }: DemoContext, living: readonly Living[], who: People): Promise<void> {
  const speaker = speakersOf(living, who)
  const longest = Math.max(...living.map(({ tale }) => tale.steps.length))
  for (let place = 0; place < longest; place += 1) {
    const now = living.flatMap(({ tale, id }) => {
      const step = tale.steps[place]
      return step ? [{ id, tale, step, by: speaker(id, place) }] : []
    })
    const changes = now.filter(({ step }) => step.does !== 'say')
    const patches = changes.map(({ id, tale, step }): Patch => ({ id, ...changeOf(tale, step, made) }))
    allWritten(
      'The demo company’s ticket',
      await records.updateMany('ticket', patches, { told: changes.map(({ step, by }) => ({ at: step.at, who: by })) }),
    )
    const said = now.flatMap(({ id, step, by }): readonly ToldComment[] =>
      step.does === 'say'
        ? [{ record: id, type: 'ticket', text: step.text, isInternal: step.isInternal, at: step.at, who: by }]
        : [],
    )
    if (said.length > 0)
      await records.transaction(async (within, tx) => {
        await tellComments(tx, { who: records.who, clock: kernel.clock }, said)
        await within.follow(
          kernel.registry.record('ticket'),
          said.map(({ record }) => record),
          ['commented'],
        )
      })
  }
}

/** Who takes each step: whoever asked, the agent who has the ticket by then, or the desk itself. */
function speakersOf(living: readonly Living[], who: People): (id: string, place: number) => Who {
  const acts = new Map(
    living.map(({ id, tale }) => {
      let agent: Who = who(tale.requester)
      return [
        id,
        tale.steps.map((step): Who => {
          if (step.does === 'assign') agent = who(step.assignee)
          if (step.by === 'requester') return who(tale.requester)
          return step.by === 'agent' ? agent : { ...system('closes tickets', 'demo') }
        }),
      ]
    }),
  )
  return (id, place) => acts.get(id)?.[place] ?? nobody
}

function changeOf({ story }: Tale, step: Step, made: DemoContext['made']): Pick<Patch, 'set' | 'state'> {
  switch (step.does) {
    case 'assign':
      return { set: { assignee: step.assignee, team: made.id('team', step.team) } }
    case 'hold':
      return { set: { pendingReason: made.id('pending_reason', step.reason) }, state: 'pending' }
    case 'resolve':
      return { set: { resolutionCode: story.code, resolution: story.done, pendingReason: null }, state: 'resolved' }
    case 'close':
      return { set: {}, state: 'closed' }
    default:
      return { set: { pendingReason: null }, state: 'in_progress' }
  }
}
