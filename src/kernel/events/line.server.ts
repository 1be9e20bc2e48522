import type { Notification, PoolClient } from 'pg'
import type { Db } from '../database/db.server.ts'
import { together } from '../database/together.ts'
import type { Kernel } from '../kernel.server.ts'

/** A connection kept for as long as a process lives, for what belongs to a session: LISTEN and advisory locks. */
export interface Line {
  /** Takes a lock for this session unless another session holds it; false while the connection is away. */
  readonly lock: (name: string) => Promise<boolean>
  readonly close: () => Promise<void>
}
interface LineOptions {
  readonly db: Db
  readonly log: Kernel['log']
  /** Listened to from the moment of connecting, and again after each reconnection. */
  readonly channel: string
  /** Called with each notice's word, and with none at each reconnection, since notices may have been missed meanwhile. */
  readonly onNotice: (word: string) => void
}

/** Opens a line. It reconnects by itself, with a growing pause up to five seconds. */
export function openLine({ db, log, channel, onNotice }: LineOptions): Line {
  const held = new Set<string>()
  let client: PoolClient | null = null
  let hangUp = (): void => undefined
  let isClosed = false
  const closing = new Promise<void>((resolve) => {
    hangUp = resolve
  })

  const serve = (connected: PoolClient): Promise<void> =>
    session(connected, { channel, onNotice, closing }, () => {
      client = connected
    })
  const keep = async (): Promise<void> => {
    for (let failures = 0; !isClosed; failures++) {
      try {
        await db.withSession(serve)
      } catch (error) {
        log.warn({ error: String(error) }, 'The line for live events broke; connecting again.')
      }
      if (client) failures = 0
      client = null
      held.clear()
      if (!isClosed) await Promise.race([pause(Math.min(5000, 100 * 2 ** failures)), closing])
    }
  }
  const kept = keep()

  // The session takes one statement at a time: locks that are wanted meanwhile are tried for together by the next.
  const tried = together(async (names: readonly string[]) => {
    const on = client
    if (!on) return names.map(() => false)
    const { rows } = await on.query<{ name: string }>(
      `select name from unnest($1::text[]) as name where pg_try_advisory_lock(hashtextextended('quarterdeck ' || name, 0))`,
      [names],
    )
    if (on === client) for (const { name } of rows) held.add(name)
    return names.map((name) => held.has(name))
  })
  const lock = async (name: string): Promise<boolean> => (held.has(name) ? client !== null : tried(name))
  const close = async (): Promise<void> => {
    isClosed = true
    hangUp()
    await kept
  }
  return { lock, close }
}

interface Session {
  readonly channel: string
  readonly onNotice: (word: string) => void
  readonly closing: Promise<void>
}

async function session(client: PoolClient, { channel, onNotice, closing }: Session, onOpen: () => void): Promise<void> {
  let lost = (_: Error): void => undefined
  const gone = new Promise<void>((_, reject) => {
    lost = reject
  })
  const onEnd = (): void => lost(new Error('The connection ended.'))
  const onNotification = (notice: Notification): void => {
    if (notice.channel === channel) onNotice(notice.payload ?? '')
  }
  gone.catch(() => undefined)
  client.on('error', lost)
  client.on('end', onEnd)
  client.on('notification', onNotification)
  try {
    await client.query(`listen ${channel}`)
    onOpen()
    onNotice('')
    await Promise.race([gone, closing])
    await client.query('select pg_advisory_unlock_all()')
    await client.query('unlisten *')
  } finally {
    client.off('end', onEnd)
    client.off('notification', onNotification)
    // The pool takes the client back first, with its own listener: an error between must not go unheard.
    setImmediate(() => client.off('error', lost))
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
