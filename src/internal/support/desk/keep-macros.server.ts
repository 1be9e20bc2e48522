import { allWritten } from '../../../kernel/record/outcome.server.ts'
import type { DemoContext, DemoPart } from '../../../foundation/demo.server.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import type { Records } from '../../../kernel/record/store.server.ts'
import { readyMadeMacros } from './ready-made-macros.ts'

/** Writes the replies that most desks begin with. Where there is any macro, also an archived one, nothing happens. */
export async function ensureMacros(records: Records): Promise<void> {
  if ((await records.count('macro', { archived: 'with' })).count > 0) return
  const { rows } = await records.list('pending_reason', { limit: 100, sort: 'createdAt' })
  const values = readyMadeMacros.map((macro) => {
    const { waitsFor = null, ...rest } = { waitsFor: null, ...macro }
    const reason = rows.find((row) => row['waitsFor'] === waitsFor)?.id ?? null
    // Where a reason was archived, the text alone is left of it.
    return waitsFor !== null && reason === null
      ? { ...rest, move: null, scope: 'everyone' }
      : { ...rest, scope: 'everyone', pendingReason: reason }
  })
  allWritten('The ready-made macro', await records.createMany('macro', values))
}

/** What the demo company's agents have at hand, and what each of its service desk knows. */
export const deskPart: DemoPart = {
  name: 'desk',
  needs: ['teams', 'ticket categories', 'calendars'],
  create: async ({ records, made, now }) => {
    await ensureMacros(records)
    const desk = made.id('team', 'desk')
    const members = idsOf((await records.get('team', desk))['members'])
    const { rows: categories } = await records.list('ticket_category', { limit: 50, sort: 'name' })
    for (const [place, category] of categories.entries()) {
      const person = members[place % members.length]
      if (person === undefined) return
      const level = place % 3 === 0 ? 'expert' : 'knows'
      await records.create('support_skill', { subject: category.title, person, category: category.id, level })
    }
    const calendar = made.id('calendar', 'DE')
    await records.create('team_intake', { name: 'Service desk', team: desk, mode: 'off', mostOpen: 15, calendar })
    await createRotas({ records, made, now })
  },
}

/** Who of the demo company is on call: the desk by the week, those who run the machines by the day, and one swap. */
async function createRotas({ records, made, now }: Pick<DemoContext, 'records' | 'made' | 'now'>): Promise<void> {
  const days = (count: number): Date => new Date(Math.floor(now.getTime() / dayMs + count) * dayMs)
  // Turns have gone round for eight weeks, always from a Monday on.
  const startsOn = days(-56 - ((now.getUTCDay() + 6) % 7))
    .toISOString()
    .slice(0, 10)
  for (const [team, name, turns, handOverAt, timeZone] of rotas) {
    const id = made.id('team', team)
    const people = idsOf((await records.get('team', id))['members'])
    const rota = await records.create('on_call_rota', { name, team: id, people, turns, startsOn, handOverAt, timeZone })
    if (team !== 'desk') continue
    const times = { startsAt: days(8).toISOString(), endsAt: days(10).toISOString() }
    await records.create('on_call_override', { why: 'Swap for a wedding', rota: rota.id, person: people[4], ...times })
  }
}
const dayMs = 86_400_000
const rotas = [
  ['desk', 'Service desk', 'week', '09:00', 'Europe/Warsaw'],
  ['cloud', 'Cloud and hosting', 'day', '08:00', 'Europe/Berlin'],
  ['network', 'Network and telephony', 'week', '08:00', 'Europe/Berlin'],
] as const
