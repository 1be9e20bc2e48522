import { nobody, type Who } from '../../src/kernel/access/who.ts'
import type { Db } from '../../src/kernel/database/db.server.ts'
import type { Kernel } from '../../src/kernel/kernel.server.ts'
import type { Records } from '../../src/kernel/record/store.server.ts'
import { ensureServiceLevels } from '../../src/internal/support/index.server.ts'
import { loadArticles } from './articles.ts'
import { type Cast, type Extent, membersOf, storyOf } from './story.ts'

/** What was loaded, and how fast. */
export interface Loaded {
  readonly seconds: number
  readonly events: number
}

/** Tickets told by one statement, and how many such statements are under way at once. */
const chunk = 500
const atOnce = 3

/** Who and what there is besides tickets: 20 teams, 2,000 people, services, categories, calendars with holidays, ready-made promises, articles. */
export async function loadGround({ store }: Pick<Kernel, 'store'>): Promise<void> {
  const records = store.as(loader)
  const people = await many(records, 'person', 2000, (n) => ({
    name: `Person ${n}`,
    email: `person${n}@example.com`,
    isVip: n % 100 === 99,
  }))
  const teams = await many(records, 'team', 20, (n) => ({
    name: `Team ${n}`,
    lead: people[n * membersOf],
    members: people.slice(n * membersOf, (n + 1) * membersOf),
  }))
  await many(records, 'service', 40, (n) => ({ name: `Service ${n}`, team: teams[n % 20], owner: people[n] }))
  await many(records, 'ticket_category', 40, (n) => ({ name: `Category ${n}`, team: teams[n % 20] }))
  for (const [name, waitsFor] of [
    ['An answer', 'requester'],
    ['A part', 'parts'],
    ['A supplier', 'third_party'],
  ])
    await records.create('pending_reason', { name, waitsFor })
  const week = Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, '08:00–12:00, 13:00–17:00']),
  )
  const calendar = await records.create('calendar', {
    ...{ name: 'Office hours', isDefault: true, timeZone: 'Europe/Berlin', country: 'DE', region: 'BY', ...week },
  })
  await records.create('special_day', {
    ...{ name: 'Inventory', calendar: calendar.id, startsOn: '2026-01-02', endsOn: '2026-01-03', isYearly: true },
  })
  await ensureServiceLevels(records)
  await loadArticles(records, 500)
}

/** Tells the stories of all tickets through the project's own bulk path. */
export async function loadTickets(
  { store }: Pick<Kernel, 'store'>,
  { cast, extent, say }: { cast: Cast; extent: Extent; say: (text: string) => void },
): Promise<Loaded> {
  const records = store.as(loader)
  const start = performance.now()
  const secondsSince = (): number => (performance.now() - start) / 1000
  let [next, done, events] = [0, 0, 0]
  const worker = async (): Promise<void> => {
    while (next < extent.rows) {
      const from = next
      next = Math.min(extent.rows, from + chunk)
      const stories = Array.from({ length: next - from }, (_, n) => storyOf(from + n, cast, extent))
      await records.tellMany('ticket', stories)
      done += stories.length
      events += stories.reduce((sum, { length }) => sum + length, 0)
      if (done % 50_000 < stories.length) say(`  ${done} tickets, ${Math.round(done / secondsSince())} a second`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { seconds: secondsSince(), events }
}

/** Whom and what there is, as it was loaded, here or by another run. */
export async function castOf(db: Db): Promise<Cast> {
  const ids = async (table: string): Promise<readonly string[]> =>
    (await db.query<{ id: string }>(`select id from ${table} order by length(name), name`)).map(({ id }) => id)
  return {
    teams: await ids('team'),
    people: await ids('person'),
    services: await ids('service'),
    categories: await ids('ticket_category'),
    reasons: await ids('pending_reason'),
  }
}

async function many(
  records: Records,
  type: string,
  count: number,
  valuesOf: (n: number) => Record<string, unknown>,
): Promise<readonly string[]> {
  const outcomes = await records.createMany(
    type,
    Array.from({ length: count }, (_, n) => valuesOf(n)),
  )
  return outcomes.map((outcome) => {
    if (outcome.ok) return outcome.id
    throw new Error(`A ${type} was refused: ${outcome.problem.says}`)
  })
}

const loader: Who = { ...nobody, account: null, name: 'Bench', isSystem: true, via: 'import' }
