import type { Who } from '../../../kernel/access/who.ts'
import { defineProcessor, type Processor } from '../../../kernel/events/processor.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { type Candidate, chosen, ranked } from './assign.ts'
import { type Intake, intakeOf, type Subject } from './candidates.server.ts'
import type { Suggestion } from './wire.ts'
import { isOpenState } from '../tickets/events.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock'>

/** Who could be given a ticket, the likeliest first, away ones last; empty while it is no team's. Throws NotFound. */
export async function suggestAgents(kernel: Needs, who: Who, key: string): Promise<readonly Suggestion[]> {
  const subject = subjectOf(await kernel.store.as(who).get('ticket', key))
  if (!subject) return []
  const { mode, mostOpen, candidates } = await intakeOf(kernel.db, kernel, subject)
  const first = ranked(mode === 'off' ? 'skill' : mode, candidates, { mostOpen }) as Intake['candidates']
  const others = candidates
    .filter((one) => !first.includes(one))
    .toSorted((a, b) => Number(a.isAway) - Number(b.isAway))
  return [...first, ...others].map(({ id, name, open, load, skill, isAway }) => ({
    person: { id, title: name },
    open,
    load,
    skill,
    isAway,
  }))
}

/**
 * Gives tickets that come to a team to one of its agents, where the team's intake says so. Whoever was given one already
 * keeps it, so that an entry that is delivered twice does nothing more.
 */
export const assignTickets = (kernel: Needs): Processor =>
  defineProcessor({
    name: 'assign-tickets',
    on: ({ type, verb, after }) =>
      type === 'ticket' && (verb === 'created' || (verb === 'updated' && Boolean(after?.['team']))),
    startsAt: 'now',
    handle: async ({ recordId }) => {
      const records = kernel.store.asSystem('who gets what')
      await records.transaction(async (within, tx) => {
        // One at a time for a team, so that two never get the same turn.
        await tx.query({
          text: `select from team m join ticket t on t.team = m.id where t.id = $1 for update of m`,
          values: [recordId],
        })
        const row = await within.get('ticket', recordId)
        const subject = subjectOf(row)
        if (!subject || row['assignee'] !== null || !isOpenState(row.state) || row.archivedAt !== null) return
        const intake = await intakeOf(tx, kernel, subject)
        const id = chosen(intake.mode, intake.candidates, { mostOpen: intake.mostOpen })
        const agent = intake.candidates.find((one) => one.id === id)
        if (!agent) return
        await tx.query({
          text: `insert into desk_turn (team, person, turn)
            values ($1, $2, (select coalesce(max(turn), 0) + 1 from desk_turn where team = $1))
            on conflict (team, person) do update set turn = excluded.turn`,
          values: [subject.team, agent.id],
        })
        await within.update('ticket', row.id, { assignee: agent.id }, { reason: reasonOf(intake.mode, agent) })
      })
    },
  })

function reasonOf(mode: Intake['mode'], { name, open, skill }: Candidate & { readonly name: string }): string {
  const has = open === 0 ? 'had no open ticket' : `had ${open} open ${open === 1 ? 'ticket' : 'tickets'}`
  if (mode === 'round_robin') return `It was the turn of ${name}.`
  if (mode === 'skill' && skill > 0) return `${name} ${skill === 2 ? 'is an expert for it' : 'knows it'} and ${has}.`
  return `${name} ${has}, the least in the team.`
}

function subjectOf(row: Row): Subject | null {
  const team = idOf(row['team'])
  return team === null ? null : { team, category: idOf(row['category']), service: idOf(row['service']) }
}

const idOf = (ref: unknown): string | null =>
  typeof ref === 'object' && ref !== null && 'id' in ref ? String(ref.id) : null
