import { z } from 'zod'
import { isTimeZone } from '../../../kernel/calendar/time-zone.ts'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseQuery } from '../../../kernel/http/input.server.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import { Ticket } from '../tickets/ticket.record.ts'
import { type Books, openBooks } from './book.server.ts'
import { clocksOf } from './clocks.server.ts'
import { kinds, metrics } from './promise.ts'
import type { WireClocks } from './wire.ts'

const query = z.object({
  timeZone: z
    .string()
    .refine(isTimeZone, 'There is no such time zone. Try Europe/Berlin.')
    .optional()
    .describe('In which times of day are said; that of the default calendar unless given.'),
})
const instant = z.iso.datetime()
const state = z.enum(['running', 'paused', 'stopped'])
const named = z.object({ id: z.uuid(), title: z.string().nullable() })
const answer = z.object({
  asOf: instant,
  openedAt: instant,
  timeZone: z.string(),
  clocks: z.array(
    z.object({
      policy: named,
      kind: z.enum(kinds),
      metric: z.enum(metrics),
      team: named.nullable(),
      agreement: named.nullable(),
      calendar: z.string().nullable(),
      closed: z
        .object({ opensAt: instant, timeZone: z.string() })
        .nullable()
        .describe('While its hours are closed: when they begin again.'),
      promised: z.number(),
      time: z.string(),
      used: z.number(),
      remaining: z.number(),
      now: state,
      due: instant.nullable(),
      stoppedAt: instant.nullable(),
      isBreached: z.boolean(),
      breachedBy: z.number(),
      rounds: z.int(),
      brokenBefore: z.int(),
      segments: z.array(
        z.object({ kind: state, from: instant, to: instant, seconds: z.number(), round: z.int(), why: z.string() }),
      ),
      words: z.array(z.string()),
    }),
  ),
})

/** `GET /tickets/:id/clock`: what is promised for a ticket, and why each due time is what it is. */
export const clockRoutes: Routes = (app, kernel) => {
  let books: Books | undefined
  const config = {
    permission: 'signed-in' as const,
    ...describe({
      tag: 'Tickets',
      summary: 'What is promised for a ticket, how it stands, and why each due time is what it is',
      query,
      response: answer,
    }),
  }
  app.get<{ Params: { id: string } }>(
    '/api/v1/tickets/:id/clock',
    { config },
    async ({ who, params, query: given }): Promise<WireClocks> => {
      const { timeZone } = parseQuery(query, given)
      const row = await kernel.store.as(who).get(Ticket, params.id)
      books ??= openBooks(kernel)
      const book = await books.kept()
      const told = await clocksOf(kernel, { who, book, ids: [row.id], timeZone })
      return told.get(row.id) ?? notOpened(kernel.clock.now(), timeZone ?? book.calendarOf('default').timeZone)
    },
  )
}

const notOpened = (now: Date, timeZone: string): WireClocks => ({
  ...{ asOf: now.toISOString(), openedAt: now.toISOString(), timeZone, clocks: [] },
})
