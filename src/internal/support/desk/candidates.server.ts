import { openCalendars } from '../../../foundation/calendars/index.server.ts'
import { isOpen } from '../../../kernel/calendar/business-time.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { onCallNow } from '../on-call/on-call.server.ts'
import { type Candidate, type Mode, weights } from './assign.ts'
import { workStates } from './queues.ts'

/** What a ticket is about, as far as it says who may know it. */
export interface Subject {
  readonly team: string
  readonly category: string | null
  readonly service: string | null
}
/** How a team's tickets find their agent, with who could be given one. */
export interface Intake {
  readonly mode: Mode
  readonly mostOpen: number | null
  readonly candidates: readonly (Candidate & { readonly name: string })[]
}
interface MemberRow {
  readonly id: string
  readonly name: string
  readonly isAway: boolean
  readonly open: number
  readonly load: number
  readonly turn: number | null
  readonly skill: number
}
interface IntakeRow {
  readonly mode: Mode
  readonly mostOpen: number | null
  readonly calendar: string | null
}

/**
 * The members of a team with what they have to do and know, and by what they are chosen: two statements, and the calendar.
 * Outside of the open time whoever is on call is with them, also where they are of another team.
 */
export async function intakeOf(
  db: Db,
  { store, clock }: Pick<Kernel, 'store' | 'clock'>,
  subject: Subject,
): Promise<Intake> {
  const [intake] = await db.query<IntakeRow>({
    text: `select mode, most_open as "mostOpen", calendar from team_intake where team = $1 and archived_at is null`,
    values: [subject.team],
  })
  const now = clock.now()
  const calendar = intake?.calendar ? await openCalendars(store).find(intake.calendar) : null
  const isOpenNow = calendar === null || isOpen(calendar, now)
  const onCall = isOpenNow ? null : await onCallNow(db, { team: subject.team, now })
  const members = await db.query<MemberRow>({
    text: membersSql,
    values: [subject.team, [...workStates], JSON.stringify(weights), subject.category, subject.service, onCall],
  })
  const candidates = members.map((one) => ({ ...one, isOnShift: isOpenNow || one.id === onCall }))
  return { mode: intake?.mode ?? 'off', mostOpen: intake?.mostOpen ?? null, candidates }
}

const membersSql = `select p.id, p.name, p.state <> 'active' as "isAway",
    coalesce(w.open, 0)::int as open, coalesce(w.load, 0)::int as load, d.turn::float8 as turn,
    coalesce((select max(case s.level when 'expert' then 2 else 1 end) from support_skill s
      where s.person = p.id and s.archived_at is null and (s.category = $4::uuid or s.service = $5::uuid)), 0) as skill
  from team m join person p on (p.id = any(m.members) or p.id = m.lead or p.id = $6::uuid)
    and p.archived_at is null and p.state <> 'left'
  left join desk_turn d on d.team = m.id and d.person = p.id
  left join lateral (
    select count(*) as open, sum(coalesce(($3::json ->> t.priority)::int, 1)) as load from ticket t
    where t.assignee = p.id and t.state = any($2::text[]) and t.archived_at is null
  ) w on true
  where m.id = $1 order by p.name`
