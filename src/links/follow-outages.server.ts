import { idsOf } from '../kernel/access/rule.ts'
import { defineProcessor, type Processor } from '../kernel/events/processor.server.ts'
import type { PlacedEntry } from '../kernel/history/position.server.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
import { inside } from '../kernel/record/inside.server.ts'
import { draftAfter, draftFor } from './draft-claims.server.ts'

const types = ['outage', 'availability_promise', 'counted_requests']
const verbs = ['created', 'updated', 'archived', 'restored']

/** Drafts and corrects claims as soon as an outage, a count of requests or a promise is written down, changed or taken away. */
export const followOutages = (kernel: Kernel): Processor =>
  defineProcessor({
    name: 'claims',
    once: true,
    on: ({ type, verb, via }) => types.includes(type) && verbs.includes(verb) && via !== 'demo',
    handle: async (entry, { db }) => {
      const { type, recordId, before } = entry
      const own = inside(kernel, db)
      if (type === 'counted_requests') return draftAfterCounts(own, entry)
      if (type === 'availability_promise') return draftFor(own, recordId)
      const outage = await own.store.asSystem('drafts claims').get('outage', recordId)
      const left = [...idsOf(before?.['service']), ...idsOf(before?.['also_hit'])]
      await draftAfter(own, [...idsOf(outage['service']), ...idsOf(outage['alsoHit']), ...left])
    },
  })

/** Of a file of counts the last one drafts, for all of its promises: each alone would measure a year again. */
async function draftAfterCounts(kernel: Kernel, { recordId, batch, position, entry, id }: PlacedEntry): Promise<void> {
  const [later] = await kernel.db.query({
    text: `select 1 from history where batch = $1 and type = 'counted_requests' and (position, entry, id) > ($2, $3, $4) limit 1`,
    values: [batch, position, entry, id],
  })
  if (later) return
  const promises = await kernel.db.query<{ promise: string }>({
    text: `select distinct promise from counted_requests
      where id = $1 or id in (select record_id from history where batch = $2 and type = 'counted_requests') order by promise`,
    values: [recordId, batch],
  })
  for (const { promise } of promises) await draftFor(kernel, promise)
}
