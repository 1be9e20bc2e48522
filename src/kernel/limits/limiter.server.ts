import type { Kernel } from '../kernel.server.ts'
import { count, type Counter, minuteOf, secondsLeft } from './counter.ts'

/** How a caller stands after a request. */
export interface Standing {
  readonly limit: number
  readonly remaining: number
  /** Seconds until all of it is there again. */
  readonly reset: number
  readonly isOver: boolean
}
/** Counts requests over all server processes. */
export interface Limiter {
  /** Counts one request of a subject; no statement is sent for it but once in a tenth of the limit, and near its end. */
  readonly take: (subject: string, limit: number) => Promise<Standing>
  /** Tells the other processes what they don't know yet. */
  readonly settle: () => Promise<void>
  readonly close: () => Promise<void>
}

const tellEvery = 250
const keptMinutes = 5

/** Opens a limiter. Without the database it counts for itself alone. */
export function openLimiter({ db, clock, log }: Pick<Kernel, 'db' | 'clock' | 'log'>): Limiter {
  const counters = new Map<string, Counter>()
  let cleaned = minuteOf(clock.now())
  let running: Promise<void> | null = null
  let following: Promise<void> | null = null

  const tell = async (): Promise<void> => {
    const minute = minuteOf(clock.now())
    for (const [subject, counter] of counters) if (counter.minute < minute) counters.delete(subject)
    const told = [...counters]
      .filter(([, { pending }]) => pending > 0)
      .map(([subject, counter]) => ({ subject, counter, sent: counter.pending }))
      .sort((a, b) => (a.subject < b.subject ? -1 : 1))
    if (told.length > 0) {
      const rows = await db.query<{ subject: string; used: number }>({
        text: `insert into request_count as r (subject, minute, used)
          select t.subject, $3, t.used from unnest($1::text[], $2::int[]) as t (subject, used)
          on conflict (minute, subject) do update set used = r.used + excluded.used returning subject, used`,
        values: [told.map(({ subject }) => subject), told.map(({ sent }) => sent), minute],
      })
      const used = new Map(rows.map((row) => [row.subject, row.used]))
      for (const { subject, counter, sent } of told) {
        counter.settled = used.get(subject) ?? counter.settled + sent
        counter.pending -= sent
      }
    }
    if (minute > cleaned) {
      cleaned = minute
      await db.query({ text: 'delete from request_count where minute < $1', values: [minute - keptMinutes] })
    }
  }
  // One statement at a time, so that nothing is told twice.
  const begin = (): Promise<void> => {
    running ??= tell()
      .catch((error: unknown) =>
        log.warn({ error: String(error) }, 'Requests are counted by this process alone for now.'),
      )
      .finally(() => {
        running = null
      })
    return running
  }
  // Whoever asks while a statement is under way isn't in it: all of them are in the next one.
  const settle = (): Promise<void> => {
    if (!running) return begin()
    following ??= running.then(() => {
      following = null
      return begin()
    })
    return following
  }
  const timer = setInterval(() => {
    if (!running) void settle()
  }, tellEvery).unref()

  const take = async (subject: string, limit: number): Promise<Standing> => {
    const now = clock.now()
    const minute = minuteOf(now)
    let counter = counters.get(subject)
    if (!counter || counter.minute !== minute) {
      counter = { minute, settled: 0, pending: 0 }
      counters.set(subject, counter)
    }
    const verdict = count(counter, limit)
    if (verdict === 'ask') await settle()
    const used = counter.settled + counter.pending
    const isOver = verdict === 'refuse' || (verdict === 'ask' && counter.settled > limit)
    return { limit, remaining: Math.max(0, limit - used), reset: secondsLeft(now), isOver }
  }
  const close = async (): Promise<void> => {
    clearInterval(timer)
    await settle()
  }
  return { take, settle, close }
}
