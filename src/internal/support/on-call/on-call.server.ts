import { holds } from '../../../kernel/access/rule.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Ref } from '../../../kernel/record/field.ts'
import { answering, type Rota, type Turn, turnAt, turnsOf } from './rota.ts'
import type { OnCall, Shift } from './wire.ts'

/** How far ahead turns are told. */
const aheadMs = 35 * 86_400_000
const mostAhead = 5

interface RotaRow extends Rota {
  readonly id: string
  readonly name: string
  readonly overrides: readonly { readonly person: string; readonly from: string; readonly until: string }[]
  readonly crew: readonly { readonly id: string; readonly name: string; readonly isHere: boolean }[]
}

/** Who of a team answers now for what comes outside of its hours; null where it has no rota, or nobody of it is here. */
export async function onCallNow(db: Db, { team, now }: { team: string; now: Date }): Promise<string | null> {
  const row = await rotaOf(db, team, now)
  const turn = row && turnAt(row, overridesOf(row), now)
  return turn ? answering(row, turn, hereIn(row)) : null
}

/** Who of a team is on call now, and who is next: one statement. Throws NotFound. */
export async function readOnCall(
  { db, store, clock }: Pick<Kernel, 'db' | 'store' | 'clock'>,
  who: Who,
  team: string,
): Promise<OnCall> {
  const { id } = await store.as(who).get('team', team)
  const now = clock.now()
  const row = await rotaOf(db, id, now)
  if (!row) return { rota: null, now: null, next: [] }
  const [first, ...later] = turnsOf(row, overridesOf(row), now, new Date(now.getTime() + aheadMs))
  const names = new Map(row.crew.map((person) => [person.id, person.name]))
  const refOf = (person: string): Ref => ({
    id: person,
    title: holds(who, 'person.read') ? (names.get(person) ?? null) : null,
  })
  const shiftOf = (turn: Turn): Shift => ({
    person: refOf(turn.person),
    insteadOf: turn.insteadOf === null ? null : refOf(turn.insteadOf),
    from: turn.from.toISOString(),
    until: turn.until.toISOString(),
  })
  const hasBegun = first !== undefined && first.from <= now
  const next = hasBegun || !first ? later : [first, ...later]
  return {
    rota: { id: row.id, title: row.name },
    now: hasBegun ? standIn(row, first, shiftOf) : null,
    next: next.slice(0, mostAhead).map(shiftOf),
  }
}

/** The turn as it is answered: by the next of the rota, where whoever has it is away. */
function standIn(row: RotaRow, turn: Turn, shiftOf: (turn: Turn) => Shift): Shift | null {
  const person = answering(row, turn, hereIn(row))
  if (person === null) return null
  return shiftOf(person === turn.person ? turn : { ...turn, person, insteadOf: turn.person })
}

const hereIn =
  ({ crew }: RotaRow) =>
  (person: string): boolean =>
    crew.some(({ id, isHere }) => id === person && isHere)

const overridesOf = ({ overrides }: RotaRow) =>
  overrides.map(({ person, from, until }) => ({ person, from: new Date(from), until: new Date(until) }))

async function rotaOf(db: Db, team: string, now: Date): Promise<RotaRow | null> {
  const [row] = await db.query<RotaRow>({
    text: `with later as (
        select o.* from on_call_override o join on_call_rota r on r.id = o.rota
        where r.team = $1 and o.archived_at is null and o.ends_at > $2
      )
      select r.id, r.name, r.people, r.turns, r.starts_on::text as "startsOn", r.hand_over_at as "handOverAt",
        r.time_zone as "timeZone",
        coalesce((select json_agg(json_build_object('person', o.person, 'from', o.starts_at, 'until', o.ends_at) order by o.id)
          from later o where o.rota = r.id), '[]') as overrides,
        coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name,
            'isHere', p.state = 'active' and p.archived_at is null))
          from person p where p.id = any(r.people) or p.id in (select person from later)), '[]') as crew
      from on_call_rota r where r.team = $1 and r.archived_at is null limit 1`,
    values: [team, now],
  })
  return row ?? null
}
