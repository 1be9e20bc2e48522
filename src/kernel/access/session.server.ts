import type { Kernel } from '../kernel.server.ts'
import type { Db } from '../database/db.server.ts'
import { hashToken } from './token.server.ts'
import { nobody, type Who } from './who.ts'

/** A session ends this many days after sign-in, and earlier when it wasn't used for `idleDays`. */
export const sessionDays = 30
export const idleDays = 7
const dayMs = 86_400_000
const hourMs = 3_600_000

/** Who is signed in, whatever door they use; completed per request by `via`, request id and address. */
export interface SignedIn {
  readonly session: string
  readonly who: Who
}

export interface SessionOptions {
  /** A sub-select of the ids of the records that the caller belongs to; `a.self` is the caller's own record. */
  readonly groupsSql?: string | undefined
  /** How long a look-up may be reused within this process, milliseconds (2000; 0 for never). What is taken away is gone at once anyway. */
  readonly rememberFor?: number
}

export interface Sessions {
  /** Who holds this token, by one indexed query at most; null for a token that is unknown, over, idle, or of a disabled account. */
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
  const text = lookUp(groupsSql)

  const find = async (token: string): Promise<SignedIn | null> => {
    const key = hashToken(token)
    const now = clock.now()
    const known = remembered.get(key)
    if (known && known.until > performance.now()) return known.found
    const started = generation
    const [row] = await db.query<SessionRow>({ text, values: [key, now, new Date(now.getTime() - idleDays * dayMs)] })
    if (!row) return null
    if (now.getTime() - row.seen_at.getTime() > hourMs) await touch(db, row.id, now)
    const found = signedIn(row)
    if (ear?.hears() && started === generation)
      remember(remembered, key, { found, until: performance.now() + rememberFor })
    return found
  }
  return { find, forget, close: async () => ear?.close() }
}

interface SessionRow {
  readonly id: string
  readonly seen_at: Date
  readonly account: string
  readonly name: string
  readonly self: string | null
  readonly roles: string[]
  readonly permissions: string[]
  readonly groups: string[]
}

const lookUp = (groupsSql: string | undefined): string => `
  select s.id, s.updated_at as seen_at, a.id as account, a.name, a.self, a.roles,
    array(select unnest(r.permissions) from role r where r.name = any(a.roles)) as permissions,
    ${groupsSql ? `case when a.self is null then '{}' else array(${groupsSql}) end` : `'{}'::uuid[]`} as groups
  from session s join account a on a.id = s.account_id
  where s.token = $1 and s.expires_at > $2 and s.updated_at > $3 and not a.is_disabled`

const signedIn = ({ id, account, name, self, roles, permissions, groups }: SessionRow): SignedIn => ({
  session: id,
  who: { ...nobody, account, name, self, roles, groups, permissions: new Set(permissions) },
})

// The condition keeps the first of many parallel requests as the only one that writes.
const touch = (db: Db, id: string, now: Date): Promise<unknown> =>
  db.query({
    text: 'update session set updated_at = $2 where id = $1 and updated_at < $3',
    values: [id, now, new Date(now.getTime() - hourMs)],
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
    db.withClient(async (client) => {
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
