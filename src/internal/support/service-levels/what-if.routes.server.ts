import { z } from 'zod'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseBody } from '../../../kernel/http/input.server.ts'
import { invalid } from '../../../kernel/errors.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import { openBooks } from './book.server.ts'
import { metrics } from './promise.ts'
import { problemOfTargetTime } from './target-time.ts'
import { type WhatIf, whatIf } from './what-if.server.ts'
import type { WireWhatIf } from './wire.ts'

const time = z
  .string()
  .max(60)
  .optional()
  .describe('Such as 30 min, 8 h or 2 working days; what it is now unless given.')
/** Where a part of a month begins: after the ticket that was opened then and has this id. */
const placePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z~[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const body = z.object({
  month: z
    .string()
    .regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-10.')
    .describe('Tickets opened in it are judged.'),
  policy: z.uuid().nullable().default(null).describe('The service level that would change; null: all.'),
  calendar: z
    .union([z.uuid(), z.literal('always')])
    .nullable()
    .default(null)
    .describe('Whose hours would count, or always; null: as now.'),
  after: z
    .string()
    .regex(placePattern, 'must be what the part before gave as next.')
    .nullable()
    .default(null)
    .describe('Where to go on in a month of more tickets than one answer judges: what the answer before gave as next.'),
  times: z.object({ response: time, resolution: time, next_reply: time, update: time }).default({}),
})
const verdict = z.enum(['kept', 'broken', 'open'])
const counts = z.object({ kept: z.int(), broken: z.int(), open: z.int() })
const instant = z.iso.datetime().nullable()
const answer = z.object({
  tickets: z.int(),
  of: z.int().nullable().describe('How many tickets the month has; given with its first part.'),
  next: z.string().nullable().describe('Send it as after to go on; null once all tickets were judged.'),
  tallies: z.array(
    z.object({
      metric: z.enum(metrics),
      was: counts,
      would: counts,
      newlyBroken: z.int(),
      noLongerBroken: z.int(),
    }),
  ),
  movedCount: z.int(),
  moved: z.array(
    z.object({
      ticket: z.object({ id: z.uuid(), number: z.string(), title: z.string() }),
      metric: z.enum(metrics),
      round: z.int(),
      was: verdict,
      would: verdict,
      dueWas: instant,
      dueWould: instant,
    }),
  ),
})

/** `POST /service-levels/what-if`: a month judged by other promises than those of now, part by part. */
export const whatIfRoutes: Routes = (app, kernel) => {
  const config = {
    permission: 'ticket.read' as const,
    ...describe({
      tag: 'Service levels',
      summary: 'Which promises of a month would have been kept and broken in other hours or within other times',
      body,
      response: answer,
      example: { month: '2026-10', policy: null, calendar: 'always', times: { response: '2 h' } },
    }),
  }
  app.post('/api/v1/service-levels/what-if', { config }, async ({ who, body: given }): Promise<WireWhatIf> => {
    const { month, policy, calendar, after, times } = parseBody(body, given)
    const wrong = metrics.flatMap((metric) => {
      const says = problemOfTargetTime(times[metric] ?? null)
      return says === null ? [] : [{ field: `times.${metric}`, says }]
    })
    if (wrong.length > 0) throw invalid(wrong)
    const records = kernel.store.as(who)
    if (policy !== null) await records.get('service_level', policy)
    if (calendar !== null && calendar !== 'always') await records.get('calendar', calendar)
    const book = await openBooks(kernel).fresh(calendar === null ? [] : [calendar])
    return wireOf(await whatIf(kernel, book, { month, after, change: { policy, calendar, times: present(times) } }))
  })
}

/** A part of an answer as it is sent. */
export function wireOf(found: WhatIf): WireWhatIf {
  const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
  return {
    ...found,
    moved: found.moved.map((one) => ({ ...one, dueWas: iso(one.dueWas), dueWould: iso(one.dueWould) })),
  }
}

const present = <Value>(values: Readonly<Record<string, Value | undefined>>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
