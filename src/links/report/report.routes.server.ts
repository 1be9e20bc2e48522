import { z } from 'zod'
import { measuredFacts } from '../../external/vendors/index.ts'
import { describe } from '../../kernel/http/describe.server.ts'
import { attachment } from '../../kernel/files/name.ts'
import { parseBody, parseQuery } from '../../kernel/http/input.server.ts'
import type { Routes } from '../../kernel/kernel.server.ts'
import { idIn } from '../../kernel/traits/trait.server.ts'
import { evidence } from '../measuring/measuring.routes.server.ts'
import { printReport } from './print.server.ts'
import { readReport } from './report.server.ts'
import { keepReported } from './reported.server.ts'

const tag = 'Vendors'
const row = z.object({ id: z.uuid(), number: z.string().nullable(), title: z.string(), note: z.string().nullable() })
const periodHelp = 'A month 2026-09, a quarter 2026-Q3, a half year 2026-H2 or a year 2026.'
const query = z.object({ period: z.string().max(7).describe(periodHelp) })
const decimal = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,6})?$/, 'Write a number such as 99.95.')
  .meta({ examples: ['99.95'] })
const body = z.object({
  period: z.string().max(7).describe(periodHelp),
  figures: z
    .array(
      z.object({
        fact: z.enum(measuredFacts),
        value: decimal.nullable().describe('Null where they say nothing.'),
        says: z.string().max(500).nullable().default(null),
      }),
    )
    .max(measuredFacts.length),
})
const answer = z.object({
  engagement: z.object({ id: z.uuid(), number: z.string().nullable(), title: z.string() }),
  vendor: z.string().nullable(),
  owner: z.string().nullable(),
  period: z.string(),
  says: z.string(),
  previous: z.string(),
  next: z.string().nullable().describe('Null while it has not begun.'),
  isOver: z.boolean(),
  asOf: z.iso.datetime(),
  figures: z.array(
    z.object({
      fact: z.enum(measuredFacts),
      label: z.string(),
      unit: z.string().nullable(),
      value: z.string().nullable().describe('Null where it isn’t known.'),
      says: z.string(),
      before: z.string().nullable().describe('In the period before.'),
      theirs: z.object({ value: z.string(), says: z.string().nullable() }).nullable(),
      difference: z.object({ says: z.string(), isBeyond: z.boolean() }).nullable(),
      evidence,
    }),
  ),
  scores: z.array(
    z.object({
      card: z.string(),
      period: z.string(),
      score: z.string().nullable(),
      grade: z.enum(['good', 'fair', 'poor']).nullable(),
      says: z.string(),
    }),
  ),
  cover: z.array(z.object({ id: z.uuid(), title: z.string(), says: z.string() })),
  actions: z
    .array(
      z.object({
        id: z.uuid(),
        type: z.string().describe('The type of the record that it leads to.'),
        record: z.uuid(),
        number: z.string().nullable(),
        title: z.string(),
        kind: z.string(),
        about: z.string().nullable().describe('What a task is of.'),
        owner: z.string().nullable(),
        dueOn: z.iso.date().nullable(),
        isLate: z.boolean(),
      }),
    )
    .describe('What is open now, those that are late first.'),
  sections: z.array(z.object({ title: z.string(), type: z.string(), none: z.string(), rows: z.array(row) })),
  mayReport: z.boolean().describe('Whether the caller may enter what the vendor says.'),
})

/** How an engagement did in a period, and what its vendor says of it. */
export const reportRoutes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/engagements/:id/report',
    {
      config: {
        permission: 'scorecard_value.read',
        ...describe({ tag, summary: 'How an engagement did in a period', query, response: answer }),
      },
    },
    (request) =>
      readReport(kernel, request.who, { id: idIn(request.params), text: parseQuery(query, request.query).period }),
  )
  app.get(
    '/api/v1/engagements/:id/report/pdf',
    {
      config: {
        permission: 'scorecard_value.read',
        ...describe({ tag, summary: 'The same as a file to send', query, produces: 'application/pdf' }),
      },
    },
    async (request, reply) => {
      const { period: text } = parseQuery(query, request.query)
      const { name, bytes } = await printReport(kernel, request.who, { id: idIn(request.params), text })
      return reply
        .headers({
          ...{ 'content-type': 'application/pdf', 'content-disposition': attachment(name) },
          ...{ 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' },
        })
        .send(bytes)
    },
  )
  app.put(
    '/api/v1/engagements/:id/reported',
    {
      config: {
        permission: 'reported_figure.write',
        ...describe({ tag, summary: 'Keep what a vendor says that it came to in a period', body, response: answer }),
      },
    },
    async (request) => {
      const id = idIn(request.params)
      const { period, figures } = parseBody(body, request.body)
      await keepReported(kernel, request.who, { id, period, figures })
      return readReport(kernel, request.who, { id, text: period })
    },
  )
}
