import { z } from 'zod'

const change = z.object({ field: z.string(), label: z.string(), before: z.unknown(), after: z.unknown() })
const entry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  who: z.object({ name: z.string(), account: z.string().nullable() }),
  via: z.string(),
  verb: z.string(),
  changes: z.array(change),
  reason: z.string().nullable(),
  sentence: z.string(),
  batch: z.string().nullable(),
  canUndo: z.boolean(),
})
/** What happened to a record, as the API says it. */
export const historyPage = z.object({ entries: z.array(entry), next: z.string().nullable() })
