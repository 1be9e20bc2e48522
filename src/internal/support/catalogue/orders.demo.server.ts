import { allWritten } from '../../../kernel/record/outcome.server.ts'
import { noteRatings } from '../portal/ratings.server.ts'
import { createChance } from '../../../foundation/chance.ts'
import type { DemoContext, DemoPart } from '../../../foundation/demo.server.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { nobody, type Who } from '../../../kernel/access/who.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { answeredOf, textOf } from './answered.ts'
import type { CatalogueItem } from './catalogue-item.record.ts'
import { questionsOf } from './form.ts'
import { opinionOf, type Said, wantedOften } from './orders.demo.ts'

const hour = 3_600_000
const day = 24 * hour

/** A quarter of a year of orders, and what people thought of what came of all their tickets. */
export const ordersPart: DemoPart = {
  name: 'orders',
  needs: ['catalogue', 'tickets'],
  create: async (context) => {
    await placeOrders(context)
    await rateTickets(context)
  },
}

/** A request as the demo company knows it: what was ordered by whom, when, and what was said. */
export interface DemoOrder {
  readonly item: string
  readonly said: Said
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Date
}

/** Writes requests as they were ordered; resolves to their ids in the same order. */
export async function writeOrders(
  { records, made }: DemoContext,
  orders: readonly DemoOrder[],
): Promise<readonly string[]> {
  const { rows } = await records.list('catalogue_item', { limit: 200, sort: 'number' })
  const items = new Map(rows.map((row) => [row.id, row]))
  const values = orders.map(({ item, said, by }) => valuesOf(items.get(made.id('catalogue_item', item)), said, by.id))
  return allWritten(
    'The demo company’s order',
    await records.createMany('ticket', values, { told: orders.map(({ at, by }) => ({ at, who: speaker(by) })) }),
  )
}

export const speaker = ({ id, name }: DemoOrder['by']): Who => ({ ...nobody, name, self: id, via: 'demo' })

function valuesOf(row: Row | undefined, said: Said, requester: string) {
  if (!row) throw new Error('An order of the demo company is for an item that isn’t there.')
  const item = row as unknown as CatalogueItem
  const answers = answeredOf(questionsOf(item.form), said)
  return {
    ...{ title: row.title, type: item.kind === 'problem' ? 'incident' : 'request', requester, source: 'portal' },
    ...{ item: row.id, answers, description: textOf(answers), cost: item.cost },
    ...{ service: idsOf(item.service)[0] ?? null, team: idsOf(item.team)[0] ?? null },
  }
}

async function placeOrders(context: DemoContext): Promise<void> {
  const { records, now } = context
  const chance = createChance(77_003)
  const { rows: people } = await records.list('person', {
    filter: { state: 'active', kind: 'employee' },
    sort: 'employeeNumber',
    limit: 400,
  })
  const named = people.map(({ id, title }) => ({ id, name: title ?? '' }))
  const orders = Object.entries(wantedOften)
    .flatMap(([item, [times, ...said]]) =>
      Array.from({ length: times }, (): DemoOrder => {
        const at = officeHour(new Date(now.getTime() - chance.int(4, 88) * day), chance.int(0, 8))
        return { item, said: chance.pick(said), by: chance.pick(named), at }
      }),
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const ids = await writeOrders(context, orders)
  const crews = await crewsOf(context)
  const { rows } = await records.list('ticket', { filter: { id: ids }, columns: ['team'], sort: 'number', limit: 200 })
  const teams = new Map(rows.map((row) => [row.id, idsOf(row['team'])[0] ?? '']))
  const lives = orders.map(({ at }, index) => {
    const id = ids[index] ?? ''
    const crew = crews.get(teams.get(id) ?? '') ?? named.slice(0, 1)
    const starts = new Date(at.getTime() + chance.int(1, 5) * hour)
    return { id, by: chance.pick(crew), starts, ends: new Date(starts.getTime() + chance.int(2, 60) * hour) }
  })
  const told = (when: 'starts' | 'ends', later = 0) =>
    lives.map((life) => ({
      at: new Date(Math.min(life[when].getTime() + later, now.getTime() - hour)),
      who: speaker(life.by),
    }))
  allWritten(
    'The demo company’s order',
    await records.updateMany(
      'ticket',
      lives.map(({ id, by }) => ({ id, set: { assignee: by.id }, state: 'in_progress' })),
      { told: told('starts') },
    ),
  )
  const done = { resolutionCode: 'fulfilled', resolution: 'It is there. Tell us if anything is missing.' }
  allWritten(
    'The demo company’s order',
    await records.updateMany(
      'ticket',
      lives.map(({ id }) => ({ id, set: done, state: 'resolved' })),
      { told: told('ends') },
    ),
  )
  allWritten(
    'The demo company’s order',
    await records.updateMany(
      'ticket',
      lives.map(({ id }) => ({ id, set: {}, state: 'closed' })),
      { told: told('ends', 2 * day) },
    ),
  )
}

/** Between eight and four o'clock of a working day. */
function officeHour(moment: Date, later: number): Date {
  const weekday = moment.getUTCDay()
  const shift = weekday === 0 ? -2 : weekday === 6 ? -1 : 0
  return new Date(
    Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate() + shift, 7 + later, (later * 17) % 60),
  )
}

async function crewsOf({ records }: DemoContext): Promise<ReadonlyMap<string, readonly DemoOrder['by'][]>> {
  const { rows } = await records.list('team', { limit: 100 })
  return new Map(
    rows.map((team) => {
      const members = (team['members'] ?? []) as readonly { id: string; title: string | null }[]
      return [team.id, members.map(({ id, title }) => ({ id, name: title ?? '' }))]
    }),
  )
}

/** What people thought of tickets that were resolved: some of them, some in words. */
async function rateTickets({ kernel, now }: DemoContext): Promise<void> {
  const chance = createChance(9_311)
  const tickets = await kernel.db.query<{
    id: string
    person: string
    team: string | null
    assignee: string | null
    at: Date
    reopens: number
  }>({
    text: `select id, requester as person, team, assignee, resolved_at as at, coalesce(reopens, 0) as reopens from ticket
      where state in ('resolved', 'closed') and resolved_at is not null order by number`,
    values: [],
  })
  const rows = tickets.flatMap(({ at, reopens, ...ticket }) => {
    const opinion = opinionOf(chance)
    const when = new Date(at.getTime() + chance.int(1, 20) * hour)
    return opinion && when < now
      ? [{ ...ticket, ...opinion, resolution: reopens, at: when, key: kernel.clock.id() }]
      : []
  })
  await kernel.db.query({
    text: `insert into satisfaction (id, ticket_id, resolution, score, comment, at, person_id, team_id, assignee_id)
      select r.key, r.id, r.resolution, r.score, r.comment, r.at, r.person, r.team, r.assignee
      from json_to_recordset($1::json) as r (key uuid, id uuid, resolution int, score int, comment text, at timestamptz,
        person uuid, team uuid, assignee uuid)`,
    values: [JSON.stringify(rows)],
  })
  await noteRatings(
    kernel.db,
    rows.map(({ id }) => id),
  )
}
