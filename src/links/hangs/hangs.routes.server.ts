import { z } from 'zod'
import { describe } from '../../kernel/http/describe.server.ts'
import { notFound } from '../../kernel/errors.ts'
import { parseQuery } from '../../kernel/http/input.server.ts'
import type { Routes } from '../../kernel/kernel.server.ts'
import { idIn } from '../../kernel/traits/trait.server.ts'
import { readHangingRows } from './hanging-rows.server.ts'
import { readWhatHangs } from './hangs.server.ts'
import { counted } from './wire.ts'

const answer = z.object({
  start: z.object({ type: z.enum(['vendor', 'engagement']), id: z.uuid(), title: z.string() }),
  nodes: z.array(
    z.object({
      type: z.enum(['engagement', 'service', 'team', 'business_unit', 'ticket']),
      id: z.uuid(),
      number: z.string().nullable(),
      title: z.string(),
      steps: z.int().describe('How many ties away.'),
      over: z.uuid().describe('What it hangs on by the shortest way.'),
      because: z.string().describe('Why, in words, from itself back to the vendor.'),
      criticality: z.string().nullable(),
      state: z.string().nullable(),
      owner: z.string().nullable(),
      tickets: z.int().describe('Of services: how many of its tickets are open.'),
      priority: z.string().nullable(),
    }),
  ),
  ties: z.array(
    z.object({
      on: z.uuid(),
      hangs: z.uuid(),
      why: z.enum(['bought', 'delivers', 'supports', 'depends', 'runs', 'uses', 'about', 'in_hand']),
    }),
  ),
  counts: z.object({
    engagements: z.int(),
    services: z.int(),
    vital: z.int(),
    direct: z.int().describe('Services that are delivered or supported, not only by way of others.'),
    teams: z.int(),
    units: z.int(),
    tickets: z.int(),
    inHand: z.int(),
  }),
  costs: z.array(z.object({ amount: z.string(), currency: z.string() })).describe('A year, by currency.'),
  stopped: z
    .object({ what: z.enum(['services', 'engagements', 'outsourced_services']), after: z.int() })
    .nullable()
    .describe('Where reading stopped, so that only the nearest are named; null where all was read. All are counted.'),
})
const rows = z.object({
  rows: z.array(
    z.object({
      type: z.enum(['service', 'team', 'business_unit', 'ticket']),
      id: z.uuid(),
      number: z.string().nullable(),
      title: z.string(),
      criticality: z.string().nullable(),
      state: z.string().nullable(),
      priority: z.string().nullable(),
    }),
  ),
  next: z.string().nullable().describe('Ask with it as `after` for the next page; null after the last.'),
})
const query = z.strictObject({
  after: z.string().max(2000).optional().describe('Where the page before ended: its `next`.'),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
const starts = [
  ['vendor', 'vendors', 'What hangs on a vendor, and why'],
  ['engagement', 'engagements', 'What hangs on an engagement, and why'],
] as const

/** What stands still without a vendor, or without one thing that is bought there. */
export const hangsRoutes: Routes = (app, kernel) => {
  for (const [type, path, summary] of starts) {
    app.get<{ Params: { id: string; what: string } }>(
      `/api/v1/${path}/:id/hangs/:what`,
      {
        config: {
          permission: 'signed-in',
          ...describe({
            tag: 'Vendors',
            summary: `The rows behind a number of what hangs on ${type === 'vendor' ? 'a vendor' : 'an engagement'}`,
            says: `\`what\` is one of ${counted.join(', ')}.`,
            query,
            response: rows,
          }),
        },
      },
      ({ who, params, query: asked }) => {
        const what = counted.find((one) => one === params.what)
        if (!what) throw notFound('This list')
        return readHangingRows(kernel, who, { type, id: idIn(params), what, ...parseQuery(query, asked) })
      },
    )
    app.get(
      `/api/v1/${path}/:id/what-hangs`,
      { config: { permission: 'signed-in', ...describe({ tag: 'Vendors', summary, response: answer }) } },
      (request) => readWhatHangs(kernel, request.who, { type, id: idIn(request.params) }),
    )
  }
}
