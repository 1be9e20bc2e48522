import type { Kernel } from '../kernel.server.ts'
import type { Db } from '../database/db.server.ts'
import { everyone, standardPolicy } from './policy.ts'
import { limitedTo } from './scope.ts'
import { hashToken, isKey } from './token.server.ts'
import { type Viewing, type ViewingRow, viewingOf } from './viewing.server.ts'
import { nobody, type Who } from './who.ts'

/** What is known of the session that a caller came with. */
export interface SessionState {
  readonly id: string
  /** When its owner last proved who they are. */
  readonly provedAt: Date | null
  /** More than a password vouches for them. */
  readonly isStrong: boolean
  /** One of their roles needs a second factor, and this session has none. */
  readonly lacksSecondFactor: boolean
  /** Its owner looks through another's eyes: the caller is that other, and nothing may be changed. */
  readonly viewing: Viewing | null
}

/** Who is signed in, whatever door they use; completed per request by `via`, request id and address. */
export interface SignedIn {
  /** Null for a program that came with a key. */
  readonly session: SessionState | null
  readonly who: Who
}

export interface SessionOptions {
  /** A sub-select of the ids of the records that the caller belongs to; `a.self` is the caller's own record. */
  readonly groupsSql?: string | undefined
  /** How long a look-up may be reused within this process, milliseconds (2000; 0 for never). What is taken away is gone at once anyway. */
  readonly rememberFor?: number
}

export interface Sessions {
  /** Who holds this token or key, by one indexed query at most; null for one that is unknown, over, idle, revoked, or of a disabled account. */
  readonly find: (token: string) => Promise<SignedIn | null>
  /** Drops what is remembered: after a change to accounts, sessions or roles in this process. */
  readonly forget: () => void
  readonly close: () => Promise<void>
}

/** Opens the look-up of sessions, which hears from all other processes what has been taken away. */
export async function openSessions(
  { db, clock, log }: Pick<Kernel, 'db' | 'clock' | 'log'>,
  { groupsSql, rememberFor = 2000 }: SessionOptions = {},
): Promise<Sessions> {
  const remembered = new Map<string, { readonly found: SignedIn; readonly until: number }>()
  let generation = 0
  const forget = (): void => {
    generation++
    remembered.clear()
  }
  const ear = rememberFor > 0 ? await listen({ db, log, onChange: forget }) : null
  const [sessionText, keyText] = [sessionLookUp(groupsSql), keyLookUp(groupsSql)]

  const bySession = async (key: string, now: Date): Promise<SignedIn | null> => {
    const look = async (isAsOther: boolean): Promise<SessionRow | undefined> =>
      (await db.query<SessionRow>({ text: sessionText, values: [key, now, isAsOther] }))[0]
    const first = await look(true)
    const row = first && viewingOf(first) === 'over' ? await look(false) : first
    if (!row) return null
    const found = viewingOf(row)
    const viewing = found === 'over' ? null : found
    if (now.getTime() - row.seen_at.getTime() > row.touch_after * 1000) await touch(db, row, now)
    const { id, proved_at: provedAt, is_strong: isStrong, is_needed: isNeeded } = row
    return {
      session: { id, provedAt, isStrong, lacksSecondFactor: isNeeded && !isStrong, viewing },
      who: viewing ? { ...callerOf(row), viewedBy: viewing.viewer } : callerOf(row),
    }
  }
  const byKey = async (key: string, now: Date): Promise<SignedIn | null> => {
    const [row] = await db.query<KeyRow>({ text: keyText, values: [key, now] })
    if (!row) return null
    if (!row.used_at || now.getTime() - row.used_at.getTime() > keyTouchMs) await touchKey(db, row.id, now)
    return { session: null, who: limitedTo(callerOf(row), row.scopes) }
  }
  const find = async (token: string): Promise<SignedIn | null> => {
    const key = hashToken(token)
    const now = clock.now()
    const known = remembered.get(key)
    if (known && known.until > performance.now()) return known.found
    const started = generation
    const found = await (isKey(token) ? byKey(key, now) : bySession(key, now))
    if (found && ear?.hears() && started === generation)
      remember(remembered, key, { found, until: performance.now() + rememberFor })
    return found
  }
  return { find, forget, close: async () => ear?.close() }
}

interface CallerRow {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly self: string | null
  readonly roles: string[]
  readonly permissions: string[]
  readonly groups: string[]
}
interface SessionRow extends CallerRow, Omit<ViewingRow, 'permissions'> {
  readonly seen_at: Date
  readonly touch_after: number
  readonly proved_at: Date | null
  readonly is_strong: boolean
  readonly is_needed: boolean
}
interface KeyRow extends CallerRow {
  readonly used_at: Date | null
  readonly scopes: string[]
}

const callerColumns = (groupsSql: string | undefined): string => `a.id as account, a.name, a.self, a.roles,
    array(select unnest(r.permissions) from role r where r.name = any(a.roles)) as permissions,
    ${groupsSql ? `case when a.self is null then '{}' else array(${groupsSql}) end` : `'{}'::uuid[]`} as groups`

// A session is used when it was used in this twentieth of the time it may idle, but writes at most once an hour.
const sessionLookUp = (groupsSql: string | undefined): string => `
  select s.id, s.updated_at as seen_at, s.proved_at, s.is_strong, least(3600, coalesce(p.idle_time_out, ${standardPolicy.idleTimeOut}) / 20) as touch_after,
    coalesce(p.second_factor_for && (o.roles || '${everyone}'::text), false) as is_needed, v.id as viewing, v.until as viewing_until, o.id as owner, o.name as owner_name,
    case when v.id is not null then array(select unnest(r.permissions) from role r where r.name = any(o.roles)) end as owner_permissions,
    ${callerColumns(groupsSql)}
  from session s join account o on o.id = s.account_id
    left join (viewing v join account e on e.id = v.viewed and not e.is_disabled)
      on $3::boolean and v.session_id = s.id and v.ended_at is null and v.until > $2
    join account a on a.id = coalesce(v.viewed, o.id) left join sign_in_settings p on true
  where s.token = $1 and s.expires_at > $2 and not o.is_disabled
    and s.created_at > $2 - make_interval(secs => coalesce(p.session_lasts, ${standardPolicy.sessionLasts}))
    and s.updated_at > $2 - make_interval(secs => coalesce(p.idle_time_out, ${standardPolicy.idleTimeOut}))`

const keyLookUp = (groupsSql: string | undefined): string => `
  select k.id, k.last_used_at as used_at, k.scopes, ${callerColumns(groupsSql)}
  from api_key k join account a on a.id = k.account_id
  where k.hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $2) and not a.is_disabled`

const callerOf = ({ account, name, self, roles, permissions, groups }: CallerRow): Who => ({
  ...nobody,
  account,
  name,
  self,
  roles,
  groups,
  permissions: new Set(permissions),
})

// The condition keeps the first of many parallel requests as the only one that writes.
const touch = (db: Db, { id, touch_after: seconds }: SessionRow, now: Date): Promise<unknown> =>
  db.query({
    text: 'update session set updated_at = $2 where id = $1 and updated_at < $3',
    values: [id, now, new Date(now.getTime() - seconds * 1000)],
  })

const keyTouchMs = 300_000
const touchKey = (db: Db, id: string, now: Date): Promise<unknown> =>
  db.query({
    text: 'update api_key set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $3)',
    values: [id, now, new Date(now.getTime() - keyTouchMs)],
  })

const mostRemembered = 5000

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  if (map.size >= mostRemembered) map.clear()
  map.set(key, value)
}

interface Ear {
  readonly hears: () => boolean
  readonly close: () => Promise<void>
}

/** The channel on which the database tells that an account, a session or a role changed. */
export const accessChannel = 'access_changed'

// While the connection is down nothing is remembered, so that nothing stale is ever believed.
async function listen({ db, log, onChange }: { db: Db; log: Kernel['log']; onChange: () => void }): Promise<Ear> {
  let isOpen = true
  let hears = false
  let hangUp = (): void => undefined
  const connect = (ready: () => void): Promise<void> =>
    db.withSession(async (client) => {
      const ended = new Promise<void>((resolve) => {
        hangUp = resolve
        client.once('end', resolve)
        client.once('error', () => resolve())
      })
      client.on('notification', onChange)
      await client.query(`listen ${accessChannel}`)
      hears = isOpen
      ready()
      await ended
      hears = false
      client.removeListener('notification', onChange)
      onChange()
      await client.query(`unlisten ${accessChannel}`).catch(() => undefined)
    })
  const keep = async (ready: () => void): Promise<void> => {
    while (isOpen) {
      await connect(ready).catch((error: unknown) =>
        log.warn({ error: String(error) }, 'Access changes are not heard; every request asks the database.'),
      )
      ready()
      if (isOpen) await new Promise((resolve) => setTimeout(resolve, 1000).unref())
    }
  }
  let running: Promise<void> = Promise.resolve()
  await new Promise<void>((resolve) => {
    running = keep(resolve)
  })
  return {
    hears: () => hears,
    close: async () => {
      isOpen = false
      hangUp()
      await running
    },
  }
}
