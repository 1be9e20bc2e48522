import { z } from 'zod'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseQuery, plainText } from '../../../kernel/http/input.server.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import { recordLink } from '../../../kernel/traits/wire-schema.server.ts'
import { searchTexts } from '../documents/search.server.ts'
import { readContractText, suggestionsOf } from './reading.server.ts'

const tag = 'Contract texts'
const permission = 'contract_document.read' as const
const place = { start: z.int().describe('Characters from 0.'), end: z.int().describe('The first after it.') }
const version = z.object({
  id: z.uuid(),
  name: z.string(),
  version: z.string().nullable(),
  datedOn: z.iso.date().nullable(),
})
const anything = z.record(z.string(), z.unknown())
const reading = z.object({
  document: version.extend({ kind: z.string(), can: z.array(z.string()) }),
  contract: z.object({ id: z.uuid(), number: z.string().nullable(), title: z.string().nullable() }),
  versions: z.array(version).describe('All versions of the text, the oldest first.'),
  file: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  problem: z.string().nullable().describe('Why the file can’t be read, in words.'),
  isWaiting: z.boolean().describe('Whether the file is still to be read.'),
  text: z.string().nullable(),
  clauses: z.array(
    z.object({
      ...place,
      number: z.string().nullable(),
      heading: z.string().nullable(),
      body: z.int(),
      parent: z.int().nullable(),
    }),
  ),
  checks: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      checklist: z.string(),
      about: z.string(),
      rowVersion: z.int(),
      verdicts: anything.nullable().describe('By item: the verdict, why, and the passages that it cites.'),
      isOutdated: z.boolean().describe('Whether the file was replaced since.'),
      rulings: anything.describe('What people judged otherwise, by item.'),
      isCarried: z.boolean(),
      items: z.array(z.object({ id: z.string(), source: z.string(), title: z.string(), requirement: z.string() })),
      can: z.array(z.string()),
    }),
  ),
  obligations: z.array(
    z.object({
      id: z.uuid(),
      number: z.string().nullable(),
      what: z.string(),
      start: z.int().nullable(),
      end: z.int().nullable(),
    }),
  ),
  checklists: z.array(z.object({ id: z.string(), name: z.string(), about: z.string() })),
})
const suggestion = z.object({
  ...place,
  quote: z.string(),
  clause: z.string().nullable(),
  place: z.string(),
  side: z.enum(['provider', 'customer', 'both']),
  who: z.string(),
  isBan: z.boolean(),
  what: z.string(),
  due: anything.nullable(),
  when: z.string().nullable(),
  words: z.string(),
})
const question = z.object({
  q: plainText(200)
    .refine((words) => words.trim() !== '', 'Say what to look for.')
    .describe('All of the words, in any form; "in quotes" as a phrase, -without.'),
  contract: z.uuid().optional().describe('In the documents of this contract alone.'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
const hits = z.object({
  hits: z.array(
    z.object({
      document: recordLink,
      contract: recordLink,
      place: z.string().describe('The clause: 4.1 Breach Reporting.'),
      ...place,
      pieces: z.array(z.object({ text: z.string(), isHit: z.boolean() })),
    }),
  ),
})

/** Reading contracts, and looking for words in them. */
export const readingRoutes: Routes = (app, kernel) => {
  app.get<{ Params: { key: string } }>(
    '/api/v1/contract-documents/:key/reading',
    { config: { permission, ...describe({ tag, summary: 'A document’s text with its checks', response: reading }) } },
    ({ who, params }) => readContractText(kernel, who, params.key),
  )

  app.get<{ Params: { key: string } }>(
    '/api/v1/contract-documents/:key/suggested-obligations',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'What a document seems to bind its parties to',
          response: z.object({ suggestions: z.array(suggestion) }),
        }),
      },
    },
    async ({ who, params }) => ({ suggestions: await suggestionsOf(kernel, who, params.key) }),
  )

  app.get(
    '/api/v1/contract-texts/search',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Find words in the texts of contracts', query: question, response: hits }),
      },
    },
    async ({ who, query }) => {
      const { q, contract, limit } = parseQuery(question, query)
      return { hits: await searchTexts(kernel, who, { q, contract: contract ?? null, limit }) }
    },
  )
}
