import type { Db } from '../../../kernel/database/db.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'

/** Counts who reads what without a write per reading: kept in the process, and written together. */
export interface Readings {
  readonly note: (article: string) => void
  /** Writes what was counted; a failure keeps the counts for the next time. */
  readonly flush: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens the count; it is written every ten seconds, or sooner after a thousand readings. What a crash takes is ten seconds of them. */
export function openReadings({ db, clock, log }: Pick<Kernel, 'db' | 'clock' | 'log'>, every = 10_000): Readings {
  let counts = new Map<string, number>()
  let noted = 0
  const flush = async (): Promise<void> => {
    if (counts.size === 0) return
    const written = counts
    counts = new Map()
    noted = 0
    try {
      await writeReadings(db, written, clock.now())
    } catch (error) {
      for (const [article, times] of written) counts.set(article, (counts.get(article) ?? 0) + times)
      log.warn({ error: String(error) }, 'How often articles were read couldn’t be written yet.')
    }
  }
  const timer = setInterval(() => void flush(), every).unref()
  return {
    note: (article) => {
      counts.set(article, (counts.get(article) ?? 0) + 1)
      if (++noted >= 1000) void flush()
    },
    flush,
    close: async () => {
      clearInterval(timer)
      await flush()
    },
  }
}

/** One statement; in order of the ids, so that two processes never wait for each other. */
async function writeReadings(db: Db, counts: ReadonlyMap<string, number>, now: Date): Promise<void> {
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
  await db.query({
    text: `with given as (select * from unnest($1::uuid[], $2::int[]) g (article, times)),
      total as (
        update knowledge_article a set views = coalesce(a.views, 0) + g.times from given g where a.id = g.article returning a.id
      )
      insert into article_reading (article, day, times) select g.article, $3::date, g.times from given g join total t on t.id = g.article
      on conflict (article, day) do update set times = article_reading.times + excluded.times`,
    values: [sorted.map(([article]) => article), sorted.map(([, times]) => times), now],
  })
}
