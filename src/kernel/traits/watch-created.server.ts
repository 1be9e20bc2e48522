import { defineProcessor } from '../events/processor.server.ts'
import { watchAs } from './watching.server.ts'

/** Whoever creates a record by hand watches it. Thousands made by a file or a program are nobody's wish to be told. */
export const watchCreated = defineProcessor({
  name: 'watch-created',
  on: (entry) => entry.verb === 'created' && entry.via === 'web' && entry.who !== null && entry.batch === null,
  startsAt: 'now',
  handle: async (entry, { db }) => {
    await watchAs(db, { who: { account: entry.who }, recordId: entry.recordId, now: entry.at })
  },
})
