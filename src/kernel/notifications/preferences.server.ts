import type { Db } from '../database/db.server.ts'
import type { Day } from './day.ts'
import { usualDay } from './day.ts'
import { kindNames, notificationKinds, type NotificationKind, type Way } from './kinds.ts'

/** How somebody wants to be told. */
export interface Preferences {
  readonly ways: Readonly<Record<NotificationKind, Way>>
  /** Their own time zone; null where it is their person's or the organisation's. */
  readonly timeZone: string | null
  readonly quiet: Day['quiet']
  readonly digestAt: number
}

/** An account's preferences, the usual ones where nothing was chosen. */
export async function readPreferences(db: Db, account: string): Promise<Preferences> {
  const [chosen, [day]] = await Promise.all([
    db.query<{ kind: string; way: Way }>({
      text: 'select kind, way from notification_preference where account_id = $1',
      values: [account],
    }),
    db.query<{ time_zone: string | null; quiet_from: number | null; quiet_to: number | null; digest_at: number }>({
      text: 'select time_zone, quiet_from, quiet_to, digest_at from notification_day where account_id = $1',
      values: [account],
    }),
  ])
  const known = new Map(chosen.map(({ kind, way }) => [kind, way]))
  const ways = kindNames.map((kind) => [kind, known.get(kind) ?? notificationKinds[kind].usual])
  const quiet =
    day && day.quiet_from !== null && day.quiet_to !== null ? { from: day.quiet_from, to: day.quiet_to } : null
  return {
    ways: Object.fromEntries(ways) as Preferences['ways'],
    timeZone: day?.time_zone ?? null,
    quiet,
    digestAt: day?.digest_at ?? usualDay.digestAt,
  }
}

/** Sets how an account is told of some kinds. What waits to be mailed is judged anew. */
export async function setWays(
  db: Db,
  account: string,
  ways: Readonly<Partial<Record<NotificationKind, Way>>>,
): Promise<void> {
  const entries = Object.entries(ways)
  if (entries.length === 0) return
  await db.transaction(async (tx) => {
    await tx.query({
      text: `insert into notification_preference (account_id, kind, way) select $1, * from unnest($2::text[], $3::text[])
        on conflict (account_id, kind) do update set way = excluded.way`,
      values: [account, entries.map(([kind]) => kind), entries.map(([, way]) => way)],
    })
    await tx.query({
      text: `update notification n set mail = case p.way when 'mail' then 'at_once' when 'digest' then 'digest' end, mail_at = null
        from notification_preference p
        where n.account_id = $1 and p.account_id = $1 and p.kind = n.kind and n.mail is not null and n.mailed_at is null`,
      values: [account],
    })
  })
}

/** Sets when an account's mails may come. */
export async function setDay(
  db: Db,
  account: string,
  { timeZone, quiet, digestAt }: Pick<Preferences, 'timeZone' | 'quiet' | 'digestAt'>,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query({
      text: `insert into notification_day (account_id, time_zone, quiet_from, quiet_to, digest_at) values ($1, $2, $3, $4, $5)
        on conflict (account_id) do update set time_zone = excluded.time_zone, quiet_from = excluded.quiet_from,
          quiet_to = excluded.quiet_to, digest_at = excluded.digest_at`,
      values: [account, timeZone, quiet?.from ?? null, quiet?.to ?? null, digestAt],
    })
    await tx.query({
      text: 'update notification set mail_at = null where account_id = $1 and mail is not null and mailed_at is null',
      values: [account],
    })
  })
}
