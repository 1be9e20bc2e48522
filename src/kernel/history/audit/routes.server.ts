import { Readable } from 'node:stream'
import { z } from 'zod'
import { today } from '../../clock.ts'
import { holds } from '../../access/rule.ts'
import type { Who } from '../../access/who.ts'
import { forbidden, invalid } from '../../errors.ts'
import { describe } from '../../http/describe.server.ts'
import { parseQuery, plainText } from '../../http/input.server.ts'
import { byteOrderMark, csvLine } from '../../importing/csv-text.ts'
import type { Kernel, Routes } from '../../kernel.server.ts'
import { type AuditLine, searchHistory } from './audit.server.ts'
import { searchReads } from './reads.server.ts'
import { type AuditPlace, type AuditQuery, newest } from './find.server.ts'

const moment = z.union([z.iso.datetime(), z.iso.date()])
const words = plainText(200).refine((text) => text.trim() !== '', 'Give a word, or leave it out.')
const filters = z.object({
  who: z.uuid().optional().describe('The id of the account that did it.'),
  name: words.optional().describe('Part of the name of who did it.'),
  verb: plainText(100).optional(),
  type: plainText(100).optional().describe('A record type’s name, `account`, `role` or `sign_in`.'),
  record: z.uuid().optional().describe('The id of one record.'),
  from: moment.optional().describe('A day or a moment, UTC.'),
  to: moment.optional().describe('A day, which is included, or a moment, UTC.'),
  address: plainText(100).optional(),
  via: plainText(40).optional(),
  request: plainText(100).optional(),
  text: words.optional().describe('Within the reason and the changes.'),
})
const query = filters.extend({
  after: plainText(200).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const line = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  who: z.object({ name: z.string(), account: z.string().nullable() }),
  sentence: z.string(),
  type: z.string(),
  typeLabel: z.string(),
  title: z.string().nullable(),
  opens: z.string().nullable().describe('The page that shows it.'),
  verb: z.string(),
  reason: z.string().nullable(),
  via: z.string(),
  address: z.string().nullable(),
  request: z.string().nullable(),
})
const answer = z.object({
  lines: z.array(line),
  next: z.string().nullable(),
  lookedTo: z.iso.datetime().nullable().describe('How far back it looked, where it stopped early to stay quick.'),
})
const readsQuery = filters
  .pick({ who: true, name: true, record: true, from: true, to: true })
  .extend({ after: z.uuid().optional().describe('`next` of the page before.'), limit: query.shape.limit })
const permission = 'audit.read' as const
const tag = 'History'
const mostExported = 100_000

/** The search of the whole history, and the same as a file. */
export const auditRoutes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/audit',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Search the whole history, newest first', query, response: answer }),
      },
    },
    async (request) => {
      const { after, limit, ...asked } = parseQuery(query, request.query)
      const found = await searchHistory(kernel, request.who, { query: queryOf(asked), after: placeOf(after), limit })
      return { ...found, next: found.next && textOf(found.next) }
    },
  )

  app.get(
    '/api/v1/audit/reads',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'Who read guarded fields of which records, newest first',
          query: readsQuery,
          response: answer.omit({ lookedTo: true }),
        }),
      },
    },
    (request) => {
      const { after = newest.entry, limit, ...asked } = parseQuery(readsQuery, request.query)
      return searchReads(kernel, request.who, { query: queryOf(asked), after, limit })
    },
  )

  app.get(
    '/api/v1/audit/export',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'Export what a search finds as CSV',
          query: filters,
          produces: 'text/csv; charset=utf-8',
        }),
      },
    },
    (request, reply) => {
      if (!holds(request.who, 'export.run'))
        throw forbidden('This needs the permission ‘export.run’, which your roles don’t have.')
      const asked = queryOf(parseQuery(filters, request.query))
      const day = today(kernel.clock)
      kernel.log.info({ export: 'history', account: request.who.account }, 'The history is exported.')
      reply
        .type('text/csv; charset=utf-8')
        .header('Content-Disposition', `attachment; filename="history-${day}.csv"`)
        .header('Cache-Control', 'no-store')
      return reply.send(Readable.from(csvOf(kernel, request.who, asked)))
    },
  )
}

function queryOf({ from, to, ...same }: z.infer<typeof filters>): AuditQuery {
  const dayMs = 86_400_000
  const until = to === undefined ? undefined : new Date(new Date(to).getTime() + (to.length === 10 ? dayMs : 0))
  return { ...same, from: from === undefined ? undefined : new Date(from), to: until }
}

const place = z.tuple([z.uuid(), z.number().int().min(0)])
const textOf = ({ entry, signIn }: AuditPlace): string => `${entry}.${signIn}`

function placeOf(text: string | undefined): AuditPlace {
  if (text === undefined) return newest
  const [id, number] = text.split('.')
  const parsed = place.safeParse([id, Number(number)])
  if (!parsed.success) throw invalid([{ field: 'after', says: 'This is not where a page ended.' }])
  const [entry, signIn] = parsed.data
  return { entry, signIn }
}

const heads = ['When (UTC)', 'Who', 'What happened', 'Kind', 'Record', 'Why', 'Verb', 'Via', 'Address', 'Request']

async function* csvOf(kernel: Kernel, who: Who, asked: AuditQuery): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(heads)
  let [after, written]: [AuditPlace | null, number] = [newest, 0]
  while (after && written < mostExported) {
    const { lines, next } = await searchHistory(kernel, who, { query: asked, after, limit: 500 })
    written += lines.length
    after = next
    yield lines.map((one) => csvLine(cellsOf(one))).join('')
  }
  if (after) yield csvLine([`There is more: a file holds ${mostExported} lines. Narrow the search for the rest.`])
}

const cellsOf = ({ at, who, sentence, typeLabel, title, reason, verb, via, address, request }: AuditLine): string[] =>
  [at, who.name, sentence, typeLabel, title, reason, verb, via, address, request].map((cell) => cell ?? '')
