import { z } from 'zod'

/** What the routes of tickets with vendors have in common, for the description of the API. */
export const ref = z.object({ id: z.uuid(), title: z.string().nullable() })
export const heard = z.object({ at: z.iso.datetime(), by: z.string(), isTheirs: z.boolean(), text: z.string() })
export const kept = z.object({ id: z.uuid(), name: z.string(), size: z.int() })
export const theirClock = z.object({
  now: z.enum(['running', 'paused', 'stopped']),
  due: z.iso.datetime().nullable(),
  remaining: z.number().describe('Open time that is left, in seconds; below zero once it is over.'),
  isBreached: z.boolean(),
  promised: z.string(),
  closed: z
    .object({ opensAt: z.iso.datetime(), timeZone: z.string() })
    .nullable()
    .describe('While their hours are closed: when they begin again.'),
})
