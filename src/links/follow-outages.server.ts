import { idsOf } from '../kernel/access/rule.ts'
import { defineProcessor, type Processor } from '../kernel/events/processor.server.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
import { inside } from '../kernel/record/inside.server.ts'
import { draftAfter, draftFor } from './draft-claims.server.ts'

const types = ['outage', 'availability_promise']
const verbs = ['created', 'updated', 'archived', 'restored']

/** Drafts and corrects claims as soon as an outage or a promise is written down, changed or taken away. */
export const followOutages = (kernel: Kernel): Processor =>
  defineProcessor({
    name: 'claims',
    once: true,
    on: ({ type, verb, via }) => types.includes(type) && verbs.includes(verb) && via !== 'demo',
    handle: async ({ type, recordId, before }, { db }) => {
      const own = inside(kernel, db)
      if (type === 'availability_promise') return draftFor(own, recordId)
      const outage = await own.store.asSystem('drafts claims').get('outage', recordId)
      const left = before?.['service']
      await draftAfter(own, [...idsOf(outage['service']), ...(typeof left === 'string' ? [left] : [])])
    },
  })
