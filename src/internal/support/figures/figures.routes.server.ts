import { Readable } from 'node:stream'
import { z } from 'zod'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseQuery, plainText } from '../../../kernel/http/input.server.ts'
import { readFilter } from '../../../kernel/http/record-query.server.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import { kinds, metrics } from '../service-levels/promise.ts'
import { dimensions, type FigureKey, figureKeys } from './definitions.ts'
import { figuresCsv, figuresXlsx } from './export.server.ts'
import { type Asked, readFigures } from './figures.server.ts'
import { promiseNamed, promiseNames } from './promise-kinds.ts'

const day = z.iso.date()
const query = z.object({
  from: day.describe('The first day.'),
  to: day.describe('The last day.'),
  by: z.enum(dimensions).default('team').describe('What the groups are.'),
  bucket: z.enum(['day', 'week', 'month']).optional().describe('What the trend is drawn by.'),
  why: z
    .enum(figureKeys as readonly [FigureKey, ...FigureKey[]])
    .default('attainment')
    .describe('Whose change is explained: a share.'),
  promise: z
    .enum(promiseNames as readonly [string, ...string[]])
    .default('sla')
    .describe('Which promises attainment is about: a kind, or a kind and what is promised.'),
  filter: plainText(20_000).describe('Which tickets, as for lists.').optional(),
})
const value = z.object({
  value: z.number().nullable(),
  of: z.int(),
  p90: z.number().nullable().optional(),
  all: z.number().nullable().optional(),
  allP90: z.number().nullable().optional(),
})
export const promiseAsk = z.object({
  kind: z.enum(kinds),
  metric: z.enum(metrics).optional(),
  team: z.uuid().nullable().optional(),
  isBroken: z.boolean().optional(),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
})
const rows = z.object({
  filter: z.record(z.string(), z.unknown()),
  promises: promiseAsk.optional().describe('Where it counts promises for these tickets rather than tickets.'),
  count: z.int(),
})
const answer = z.object({
  period: z.object({
    from: z.string(),
    to: z.string(),
    before: z.array(z.string()),
    zone: z.string(),
    bucket: z.enum(['day', 'week', 'month']),
    starts: z.array(z.string()),
    until: z.string(),
  }),
  scope: z.enum(['all', 'own']),
  figures: z.array(
    z.object({
      ...{ key: z.enum(figureKeys as readonly [FigureKey, ...FigureKey[]]), now: value, before: value },
      ...{
        target: z.number().nullable(),
        trend: z.array(value),
        rows,
        counted: rows.nullable(),
        missed: rows.nullable(),
      },
    }),
  ),
  promise: z.object({ kind: z.enum(kinds), metric: z.enum(metrics).optional() }),
  promises: z.array(
    z.object({
      ...{ kind: z.enum(kinds), metric: z.enum(metrics), now: value, before: value, rows, missed: rows },
      team: z.object({ id: z.uuid(), title: z.string() }).nullable(),
    }),
  ),
  ages: z.object({ at: z.array(z.string()), counts: z.array(z.array(z.int())), now: z.array(rows) }),
  by: z.enum(dimensions),
  groups: z.array(
    z.object({
      value: z.string().nullable(),
      title: z.string(),
      figures: z.record(z.string(), z.object({ now: value, before: value, rows })),
    }),
  ),
  why: z.object({
    figure: z.string(),
    change: z.number().nullable(),
    contributors: z.array(
      z.object({
        ...{ by: z.enum(dimensions), value: z.string().nullable(), title: z.string(), total: z.number() },
        ...{ byRate: z.number(), byMix: z.number(), now: value, before: value, rows },
      }),
    ),
  }),
})

const exportQuery = query.extend({ format: z.enum(['csv', 'xlsx']).default('csv') })
const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** `GET /support/figures`: how the service desk keeps its promises, and the same as a file. */
export const figureRoutes: Routes = (app, kernel) => {
  const config = {
    permission: 'ticket.read' as const,
    ...describe({ tag: 'Service desk', summary: 'The figures of the service desk', query, response: answer }),
  }
  app.get('/api/v1/support/figures', { config }, (request) => {
    return readFigures(kernel, request.who, asking(parseQuery(query, request.query)))
  })
  const description = describe({
    ...{
      tag: 'Service desk',
      summary: 'The figures of each group as CSV or XLSX',
      query: exportQuery,
      produces: types.csv,
    },
  })
  app.get(
    '/api/v1/support/figures/export',
    { config: { permission: 'export.run', ...description } },
    async (request, reply) => {
      const { format, ...asked } = parseQuery(exportQuery, request.query)
      const figures = await readFigures(kernel, request.who, asking(asked))
      reply
        .type(types[format])
        .header('Content-Disposition', `attachment; filename="service-figures-${asked.from}-${asked.to}.${format}"`)
        .header('Cache-Control', 'no-store')
      return reply.send(format === 'csv' ? figuresCsv(figures) : Readable.from(figuresXlsx(figures)))
    },
  )
}

const asking = ({ filter, promise, ...asked }: z.infer<typeof query>): Asked => ({
  ...asked,
  promise: promiseNamed(promise),
  filter: readFilter(filter).filter ?? {},
})
