import { z } from 'zod'
import { recordLink } from '../traits/wire-schema.server.ts'

/** What the routes of approvals answer, for the description: the shapes of `wire.ts`. */
const moment = z.iso.datetime()
const vote = z.object({ isYes: z.boolean(), comment: z.string(), at: moment, by: z.string().nullable() })
const step = z.object({
  id: z.uuid(),
  position: z.int(),
  label: z.string(),
  state: z.enum(['ahead', 'due', 'open', 'approved', 'rejected', 'needless']),
  needed: z.int().nullable().describe('How many have to say yes; null before it opens.'),
  seats: z.array(z.object({ name: z.string(), because: z.string(), vote: vote.nullable() })),
})
const approval = z.object({
  id: z.uuid(),
  title: z.string(),
  text: z.string(),
  state: z.enum(['waiting', 'approved', 'rejected', 'lapsed', 'withdrawn']),
  at: moment,
  by: z.string(),
  endedAt: moment.nullable(),
  until: moment.nullable(),
  isAgain: z.boolean().describe('It asks again what lapsed because the record changed.'),
  shown: z.array(z.object({ field: z.string(), label: z.string(), value: z.string(), before: z.string().optional() })),
  steps: z.array(step),
  record: recordLink.optional(),
  can: z.array(z.enum(['vote', 'withdraw'])),
})
const party = z.object({ account: z.uuid(), name: z.string() })

export const approvals = z.object({ approvals: z.array(approval) })
export const templates = z.object({
  templates: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      about: z.string(),
      title: z.string().describe('What would be asked.'),
      steps: z.array(z.string()).describe('Who would decide, step by step.'),
    }),
  ),
})
export const delegations = z.object({
  delegations: z.array(z.object({ id: z.uuid(), from: party, to: party, fromOn: z.iso.date(), untilOn: z.iso.date() })),
})
export const made = z.object({ id: z.uuid() })
