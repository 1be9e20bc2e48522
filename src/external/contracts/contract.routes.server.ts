import { z } from 'zod'
import { describe } from '../../kernel/http/describe.server.ts'
import { parseQuery } from '../../kernel/http/input.server.ts'
import type { Routes } from '../../kernel/kernel.server.ts'
import { readClock, readCosts, writeLetter } from './contract-clock.server.ts'
import { attachment } from '../../kernel/files/name.ts'
import { idIn } from '../../kernel/traits/trait.server.ts'
import { printDossier } from './dossier/print.server.ts'
import { readEndTogether } from './end-together.server.ts'
import { printLetter } from './letters/letters.server.ts'
import { sumRenewals } from './renewals.server.ts'
import { outlooks } from './stake.ts'
import { decisions, methods } from './terms.ts'

const tag = 'Contracts'
const day = z.iso.date()
const amounts = z.array(z.object({ minor: z.int(), currency: z.string() }))
const missing = z
  .array(z.object({ on: day, index: z.string(), months: z.array(z.string()), cap: z.string().nullable() }))
  .describe('Index values that it was counted without.')
const term = z.object({ start: day, end: day.nullable() })
const exit = z.object({ end: day, counted: day, deadline: day, sendBy: day, decideBy: day })
const trace = z.array(z.object({ rule: z.string(), says: z.string(), days: z.array(day) }))
const clockQuery = z.object({ asOf: day.optional().describe('The day; today unless given.') })
const clockAnswer = z.union([
  z.object({ state: z.literal('unknown'), asOf: day, trace }),
  z.object({
    ...{ state: z.enum(['upcoming', 'running', 'ending', 'ended']), asOf: day, term, renewals: z.int() },
    ...{ exit: exit.nullable(), nextExit: exit.nullable(), decideBy: day.nullable(), lastDay: day.nullable() },
    notice: z.enum(['not_needed', 'ahead', 'due', 'late', 'missed', 'given']),
    ...{ committedUntil: day.nullable(), commitment: amounts, outlook: z.enum(outlooks) },
    stake: z.object({ from: day, to: day, amounts, missing }).nullable(),
    ...{ nextRenewals: z.array(term), trace },
  }),
])
const letterQuery = z.object({ decision: z.enum(decisions).describe('What was decided about the next end.') })
const letterAnswer = z.object({
  letter: z
    .object({
      kind: z.enum(['notice', 'option', 'offer', 'talks', 'farewell']),
      ...{ subject: z.string(), paragraphs: z.array(z.string()), sendBy: day.nullable(), on: day },
      ...{ from: z.string().nullable(), signedBy: z.string().nullable(), to: z.array(z.string()) },
      ...{ method: z.enum(methods), by: z.string() },
    })
    .nullable()
    .describe('Null where nothing has to be sent.'),
})

const costsAnswer = z.object({
  term: amounts.nullable().describe('In the term that it is in; null where that has no end.'),
  years: z.array(z.object({ from: day, to: day, amounts, isKnown: z.boolean() })),
  payments: z.array(z.object({ from: day, to: day, minor: z.int(), currency: z.string(), dueOn: day })),
})
const totalsQuery = z.object({
  from: day.optional().describe('The first day by which to decide; all that are late, too, unless given.'),
  to: day.describe('The last day by which to decide.'),
  decided: z.enum(['yes', 'no']).default('no').describe('Those that are decided, or those that are not.'),
})
const money = z.object({ amount: z.string(), currency: z.string() })
const totalsAnswer = z.object({
  today: day,
  groups: z.array(
    z.object({ outlook: z.enum(outlooks).nullable(), count: z.int(), late: z.int(), atStake: money.nullable() }),
  ),
})

const joined = z.object({
  ...{ id: z.uuid(), number: z.string().nullable(), name: z.string(), end: day.nullable(), days: z.int() },
  change: z.enum(['extended', 'shortened', 'same', 'by_notice', 'unknown']),
  ...{ amounts, says: z.string() },
})
const togetherQuery = z.object({
  vendor: z.uuid().optional().describe('Those of this vendor, or'),
  engagement: z.uuid().optional().describe('those for this engagement.'),
  day: day.optional().describe('The common last day; the latest of their own unless given.'),
})
const togetherAnswer = z.object({ day: day.nullable(), contracts: z.array(joined), sum: amounts })
/** What is sent as a file that can be printed and kept. */
const printed = [
  ['renewal-dossiers', 'A renewal dossier as PDF', printDossier],
  ['contract-letters', 'A letter as PDF', printLetter],
] as const

/** What a contract answers besides its record: how it stands and why, and the letter that a decision asks for. */
export const contractRoutes: Routes = (app, kernel) => {
  const permission = 'signed-in' as const
  app.get<{ Params: { id: string } }>(
    '/api/v1/contracts/:id/clock',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'How a contract stands on a day, and why',
          query: clockQuery,
          response: clockAnswer,
        }),
      },
    },
    ({ who, params: { id }, query }) => readClock(kernel, who, { id, ...parseQuery(clockQuery, query) }),
  )
  app.get<{ Params: { id: string } }>(
    '/api/v1/contracts/:id/letter',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'The letter that a decision asks for',
          query: letterQuery,
          response: letterAnswer,
        }),
      },
    },
    async ({ who, params: { id }, query }) => ({
      letter: await writeLetter(kernel, who, { id, ...parseQuery(letterQuery, query) }),
    }),
  )
  app.get<{ Params: { id: string } }>(
    '/api/v1/contracts/:id/costs',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'What a contract costs by year, and what falls due', response: costsAnswer }),
      },
    },
    ({ who, params: { id } }) => readCosts(kernel, who, id),
  )
  app.get(
    '/api/v1/contracts-ending-together',
    {
      config: {
        permission: 'contract.read',
        ...describe({
          ...{ tag, summary: 'What it takes to let contracts end on one day', query: togetherQuery },
          response: togetherAnswer,
        }),
      },
    },
    ({ who, query }) => readEndTogether(kernel, who, parseQuery(togetherQuery, query)),
  )
  for (const [path, summary, print] of printed)
    app.get(
      `/api/v1/${path}/:id/pdf`,
      { config: { permission, ...describe({ tag, summary, produces: 'application/pdf' }) } },
      async (request, reply) => {
        const { name, bytes } = await print(kernel, request.who, idIn(request.params))
        return reply
          .headers({
            ...{ 'content-type': 'application/pdf', 'content-disposition': attachment(name) },
            ...{ 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' },
          })
          .send(bytes)
      },
    )
  app.get(
    '/api/v1/renewals/totals',
    {
      config: {
        permission: 'contract.read',
        ...describe({ tag, summary: 'Decisions in a stretch of days', query: totalsQuery, response: totalsAnswer }),
      },
    },
    ({ who, query }) => {
      const { from, to, decided } = parseQuery(totalsQuery, query)
      return sumRenewals(kernel, who, { from, to, isDecided: decided === 'yes' })
    },
  )
}
