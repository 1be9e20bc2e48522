import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { Sign } from './change.ts'
import { type Line, openLine } from './line.server.ts'

const channel = 'quarterdeck_history'
const settleFor = 20
const pollEvery = 2000

const announcing = new WeakSet<Db>()

/**
 * Tells every process that entries were committed. Called after a commit, never inside the transaction, since a
 * notice makes commits queue; several calls within 20 ms make one notice. A notice that gets lost costs two seconds.
 */
export function announce(db: Db): void {
  if (announcing.has(db)) return
  announcing.add(db)
  setTimeout(() => {
    announcing.delete(db)
    db.query(`notify ${channel}`).catch(() => undefined) // who listens also looks by itself
  }, settleFor)
}

/**
 * Tells every open page of those who hold a permission, in any process, of something that no history keeps. It may get
 * lost, and holds at most 7,000 bytes.
 */
export async function giveSign(db: Db, { to, name, data }: Sign & { readonly to: string }): Promise<void> {
  await db.query({ text: 'select pg_notify($1, $2)', values: [channel, `sign ${JSON.stringify({ to, name, data })}`] })
}

/** News that the history has grown, from any process. */
export interface Signal extends Pick<Line, 'lock' | 'close'> {
  /** A listener of its own: misses no news between two calls of `next`. */
  readonly listener: () => Listener
}
export interface Listener {
  /** Resolves as soon as there was news since the last call, at the latest after `milliseconds` (2,000). */
  readonly next: (milliseconds?: number) => Promise<void>
}

/** Listens for news by a connection of its own; `hear` is called with the words that come with them. */
export function openSignal({ db, log }: Pick<Kernel, 'db' | 'log'>, hear?: (word: string) => void): Signal {
  const waiting = new Set<() => void>()
  let news = 0
  const wake = (): void => {
    news++
    for (const each of [...waiting]) each()
  }
  const listener = (): Listener => {
    let known = news
    const next = async (milliseconds = pollEvery): Promise<void> => {
      if (known === news) await wakeOrPause(waiting, milliseconds)
      known = news
    }
    return { next }
  }
  const onNotice = (word: string): void => {
    wake()
    if (word !== '') hear?.(word)
  }
  const line = openLine({ db, log, channel, onNotice })
  const close = async (): Promise<void> => {
    wake()
    await line.close()
  }
  return { lock: line.lock, listener, close }
}

function wakeOrPause(waiting: Set<() => void>, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      waiting.delete(done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    waiting.add(done)
  })
}
