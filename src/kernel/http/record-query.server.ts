import { z } from 'zod'
import { badRequest } from '../errors.ts'
import type { Filter } from '../record/define.ts'
import type { ListQuery } from '../record/read.server.ts'
import { parseQuery, plainText } from './input.server.ts'

const filter = plainText(20_000).describe('Which rows, as JSON: {"state":"active","endsOn":{"within":"90d"}}')

/** Parameters that say which rows: shared by list, count, groups and export. */
export const whichQuery = z.object({
  filter: filter.optional(),
  q: plainText(500).describe('Words to find; the last may be unfinished.').optional(),
  archived: z.enum(['without', 'with', 'only']).optional(),
  asOf: z.string().max(10).describe('A day: rows as they stood at its end.').optional(),
})
/** Parameters of a list. */
export const listQuery = whichQuery.extend({
  sort: z.string().max(80).describe("A column, descending with a leading '-'.").optional(),
  after: z.string().max(2000).describe('The cursor `next` of the page before.').optional(),
  before: z.string().max(2000).describe('The cursor `previous` of the page after.').optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  columns: z.string().max(2000).describe('Fields to send, separated by commas.').optional(),
})
export const groupsQuery = whichQuery.extend({ by: z.string().max(80), sum: z.string().max(500).optional() })

/** The parameters of a list as the store takes them. */
export function readListQuery(query: unknown): ListQuery {
  const { filter: text, columns, ...rest } = parseQuery(listQuery, query)
  return {
    ...rest,
    ...readFilter(text),
    ...(columns ? { columns: columns.split(',').map((name) => name.trim()) } : {}),
  }
}

export function readWhich(query: unknown): ListQuery {
  const { filter: text, ...rest } = parseQuery(whichQuery.loose(), query)
  const { q, archived, asOf } = rest
  return {
    ...(q === undefined ? {} : { q }),
    ...(archived ? { archived } : {}),
    ...(asOf ? { asOf } : {}),
    ...readFilter(text),
  }
}

export function readFilter(text: string | undefined): { filter?: Filter } {
  if (text === undefined || text === '') return {}
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { filter: parsed as Filter }
  } catch {
    // falls through to the one answer for every filter that isn't an object
  }
  throw badRequest('The filter isn’t a JSON object.', [
    { field: 'filter', says: 'Must be JSON such as {"state":"active"}.' },
  ])
}
