import { z } from 'zod'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseBody } from '../../../kernel/http/input.server.ts'
import { invalid } from '../../../kernel/errors.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import { openBooks } from './book.server.ts'
import { metrics } from './promise.ts'
import { problemOfTargetTime } from './target-time.ts'
import { whatIf } from './what-if.server.ts'
import type { WireWhatIf } from './wire.ts'

const time = z
  .string()
  .max(60)
  .optional()
  .describe('Such as 30 min, 8 h or 2 working days; what it is now unless given.')
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
  times: z.object({ response: time, resolution: time, next_reply: time, update: time }).default({}),
})
const verdict = z.enum(['kept', 'broken', 'open'])
const counts = z.object({ kept: z.int(), broken: z.int(), open: z.int() })
const instant = z.iso.datetime().nullable()
const answer = z.object({
  tickets: z.int(),
  isPart: z.boolean(),
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

/** `POST /service-levels/what-if`: a month judged by other promises than those of now. */
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
    const { month, policy, calendar, times } = parseBody(body, given)
    const wrong = metrics.flatMap((metric) => {
      const says = problemOfTargetTime(times[metric] ?? null)
      return says === null ? [] : [{ field: `times.${metric}`, says }]
    })
    if (wrong.length > 0) throw invalid(wrong)
    const records = kernel.store.as(who)
    if (policy !== null) await records.get('service_level', policy)
    if (calendar !== null && calendar !== 'always') await records.get('calendar', calendar)
    const book = await openBooks(kernel).fresh(calendar === null ? [] : [calendar])
    const found = await whatIf(kernel, book, { month, change: { policy, calendar, times: present(times) } })
    const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
    return {
      ...found,
      moved: found.moved.map((one) => ({ ...one, dueWas: iso(one.dueWas), dueWould: iso(one.dueWould) })),
    }
  })
}

const present = <Value>(values: Readonly<Record<string, Value | undefined>>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
