import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import { conflict, forbidden } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { findAccount } from './account-checks.server.ts'
import { tellAccount } from './account-history.server.ts'
import { outranks } from './roles.server.ts'
import { holds } from './rule.ts'
import type { Who } from './who.ts'
import { nobody, system } from './who.ts'

type Needs = Pick<Kernel, 'db' | 'clock'>

/** Somebody who looks at Quarterdeck through another's eyes. */
export interface Viewing {
  readonly id: string
  /** Whose session it is. */
  readonly viewer: { readonly account: string; readonly name: string }
  readonly until: Date
}

/** What an administrator asks for. */
export interface ViewingAsked {
  readonly session: string
  readonly viewed: string
  readonly minutes: number
  readonly reason: string
}

/** Lets a session see what another account sees, for some minutes, and tells that account so. Throws Forbidden when that would show the caller more than they may see. */
export function startViewing({ db, clock }: Needs, asked: ViewingAsked, by: Who): Promise<{ readonly until: Date }> {
  const { session, viewed, minutes, reason } = asked
  const now = clock.now()
  const until = new Date(now.getTime() + minutes * 60_000)
  return db.transaction(async (tx) => {
    const { name, roles, isDisabled } = await findAccount(tx, viewed)
    if (viewed === by.account) throw conflict('This is your own account: you see it as it is already.')
    if (isDisabled) throw conflict(`${name} can’t sign in, so there is nothing to see.`)
    if (!mayView(by)) throw forbidden(needsAll)
    if (!(await outranks(tx, by, roles)))
      throw forbidden(`${name} may do more than you, so you can’t look through their eyes.`)
    await tx.query({
      text: 'insert into viewing (id, session_id, viewer, viewed, started_at, until) values ($1, $2, $3, $4, $5, $6)',
      values: [clock.id(), session, by.account, viewed, now, until],
    })
    await tellAccount(tx, { who: by, clock }, { account: viewed, verb: 'viewing_started', after: { minutes }, reason })
    return { until }
  })
}

const needsAll =
  'Looking through another’s eyes shows what is theirs by name, so it needs the right to manage accounts and to see every record.'

/** Whether somebody may look through another's eyes at all: who owns a record sees it without a permission, so the viewer must see all. */
export const mayView = (who: Pick<Who, 'permissions'>): boolean => holds(who, 'account.manage') && holds(who, '*.read')

/** Ends what a session looks at, and tells the account. */
export function endViewing({ db, clock }: Needs, { id, viewer }: Viewing, by: Who): Promise<void> {
  const who = { ...by, account: viewer.account, name: viewer.name }
  return db.transaction((tx) => close(tx, clock, { id, who }))
}

/** Ends what was left open: the time is up, or the session is over. */
export async function endOverdueViewings({ db, clock }: Needs): Promise<void> {
  const overdue = await db.query<{ id: string }>({
    text: 'select id from viewing where ended_at is null and (until < $1 or session_id is null) limit 1000',
    values: [clock.now()],
  })
  for (const { id } of overdue)
    await db.transaction((tx) => close(tx, clock, { id, who: system('the time was up, or the session over') }))
}

async function close(tx: Db, clock: Clock, { id, who }: { id: string; who: Who }): Promise<void> {
  const [ended] = await tx.query<{ viewed: string; minutes: number }>({
    text: `update viewing set ended_at = $2 where id = $1 and ended_at is null
      returning viewed, greatest(1, ceil(extract(epoch from least($2, until) - started_at) / 60))::int as minutes`,
    values: [id, clock.now()],
  })
  if (!ended) return
  const { viewed, minutes } = ended
  await tellAccount(tx, { who, clock }, { account: viewed, verb: 'viewing_ended', after: { minutes } })
}

/** What the look-up of a session says of it while it looks through another's eyes. */
export interface ViewingRow {
  readonly viewing: string | null
  readonly viewing_until: Date | null
  readonly owner: string
  readonly owner_name: string
  readonly owner_permissions: string[] | null
  readonly permissions: string[]
}

/** The viewing of a looked-up session; null where there is none; 'over' where its owner may no longer see all that the other does. */
export function viewingOf(row: ViewingRow): Viewing | 'over' | null {
  if (row.viewing === null || row.viewing_until === null) return null
  const owner: Who = { ...nobody, permissions: new Set(row.owner_permissions) }
  const isStill = mayView(owner) && row.permissions.every((permission) => holds(owner, permission))
  if (!isStill) return 'over'
  return { id: row.viewing, viewer: { account: row.owner, name: row.owner_name }, until: row.viewing_until }
}
